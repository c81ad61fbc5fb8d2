using KpiDigest.Commands.Doctor;
using KpiDigest.Configuration;
using KpiDigest.Store;

namespace KpiDigest.Commands.Init;

/// <summary>Writes what was answered, after it was read back as a configuration and, where asked for, a first sync found every scope.</summary>
internal sealed class NewConfiguration(Answers answers, InitDialogue dialogue, string path)
{
    private readonly string _folder = Path.GetDirectoryName(path)!;

    /// <summary>Writes the files; answers with those that were written and the settings they hold.</summary>
    /// <param name="sync">Pulls the CRM for the scopes; null: they are not tried.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="ConfigurationException">It would be no configuration.</exception>
    public async Task<(IReadOnlyList<string> Files, Settings Settings)> WriteAsync(Func<AppServices, Task>? sync, CancellationToken cancellationToken)
    {
        using var files = new WrittenFiles(path);
        var store = StoreAnswer.Of(answers[Questions.Store], _folder);
        WriteSecrets(files, store);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.WriteDraft(new ConfigurationText(answers, _folder, Reference).Whole(store));
            var settings = ConfigurationLoader.Load(files.Draft);
            if (sync is null || await ScopeFaultAsync(settings, files, sync, cancellationToken) is not { } fault)
            {
                files.Keep();
                return ([path, .. files.Secrets], settings);
            }

            dialogue.AskAgain(Questions.OfRecipients, fault);
            await answers.AskAsync(Questions.OfRecipients, cancellationToken);
        }
    }

    private void WriteSecrets(WrittenFiles files, StoreAnswer store)
    {
        foreach (var question in new[] { Questions.CrmToken, Questions.SalesforceSecret, Questions.DynamicsSecret, Questions.MailPassword, Questions.GraphSecret }.Where(answers.IsLiteral))
            files.WriteSecret(Path.Combine(_folder, question.SecretFile), answers[question]);
        if (store.PasswordFile.Length > 0) files.WriteSecret(Path.Combine(_folder, Questions.Store.SecretFile), store.PasswordFile);
    }

    private string Reference(Question question)
    {
        var answer = answers[question];
        if (answers.IsLiteral(question)) return "file:" + Path.Combine(_folder, question.SecretFile);
        return answer.StartsWith("file:", StringComparison.Ordinal) ? "file:" + Path.GetFullPath(answer["file:".Length..]) : answer;
    }

    private async Task<Finding?> ScopeFaultAsync(Settings settings, WrittenFiles files, Func<AppServices, Task> sync, CancellationToken cancellationToken)
    {
        files.ExpectDatabase(settings.Options.Store.Provider == StoreProvider.Sqlite ? new Database(settings.Options.Store).FilePath : "");
        await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
        await sync(services);
        var findings = await RecipientFindings.OfAsync(services, cancellationToken);
        foreach (var finding in findings) dialogue.Show(finding);
        return findings.FirstOrDefault(f => f.Grade == Grade.Fault);
    }
}
