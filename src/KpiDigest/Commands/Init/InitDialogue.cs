using System.Text;
using KpiDigest.Commands.Doctor;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Store;
using Microsoft.Extensions.Configuration;

namespace KpiDigest.Commands.Init;

/// <summary>Asks part by part, and tries each part as soon as it is answered.</summary>
/// <param name="answers">Where answers come from and go to.</param>
/// <param name="folder">Of the configuration.</param>
/// <param name="show">Shows what a trial found.</param>
/// <param name="untested">Nothing is tried.</param>
/// <param name="dns">Asked about the sender.</param>
internal sealed class InitDialogue(Answers answers, string folder, Action<Finding> show, bool untested, TxtLookup dns)
{
    // Somebody waits for the answer.
    private const int Retries = 1;
    private const int TimeoutSeconds = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await answers.AskAsync([Questions.Installation], cancellationToken);
        await TriedAsync(Questions.OfCrm, "crm", CrmAsync, cancellationToken);
        await answers.AskAsync(Questions.OfCalendar, cancellationToken);
        await TriedAsync(Questions.OfMail, "mail", MailAsync, cancellationToken);
        await answers.AskAsync(Questions.OfRecipients, cancellationToken);
        await TriedAsync([Questions.Store], "database", StoreAsync, cancellationToken);
    }

    public void Show(Finding finding) => show(finding);

    /// <summary>Asks again for what does not work.</summary>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public void AskAgain(IReadOnlyList<Question> questions, Finding fault)
    {
        if (!answers.AtTerminal) throw new InvalidOperationException($"{fault.Part}: {fault.Text}\nNothing was written. Correct the answers, or write them as they are with --untested.");
        answers.Forget(questions);
    }

    private async Task TriedAsync(IReadOnlyList<Question> questions, string part, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look, CancellationToken cancellationToken)
    {
        while (true)
        {
            await answers.AskAsync(questions, cancellationToken);
            if (untested) return;
            var findings = await look(cancellationToken);
            foreach (var finding in findings) Show(finding);
            if (findings.FirstOrDefault(f => f.Grade == Grade.Fault && f.Part == part) is not { } fault) return;
            AskAgain(questions, fault);
        }
    }

    private async Task<IReadOnlyList<Finding>> CrmAsync(CancellationToken cancellationToken)
    {
        var options = Bound(Text.Crm).Crm;
        if (CrmOptionsValidator.Faults(options) is { Count: > 0 } faults) return [.. faults.Select(f => Finding.Fault("crm", $"{f.Key}: {f.Message}"))];
        (options.Retries, options.TimeoutSeconds) = (Retries, TimeoutSeconds);
        var (account, findings) = await CrmFindings.OpenAsync(options, null, TimeProvider.System, cancellationToken);
        answers.Suggest(Questions.TimeZone, account?.TimeZone);
        answers.Suggest(Questions.Currency, account?.Currency);
        return findings;
    }

    private async Task<IReadOnlyList<Finding>> MailAsync(CancellationToken cancellationToken)
    {
        var options = Bound(Text.Mail).Mail;
        if (MailOptionsValidator.Faults(options) is { Count: > 0 } faults) return [.. faults.Select(f => Finding.Fault("mail", $"{f.Key}: {f.Message}"))];
        options.Smtp.TimeoutSeconds = options.Graph.TimeoutSeconds = TimeoutSeconds;
        return await MailFindings.OfAsync(options, dns, cancellationToken);
    }

    private Task<IReadOnlyList<Finding>> StoreAsync(CancellationToken cancellationToken)
    {
        var answer = answers[Questions.Store];
        var options = answer.Length > 0
            ? new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = answer }
            : new StoreOptions { ConnectionString = StoreAnswer.Of("", folder).ConnectionString };
        return DatabaseFindings.OfAsync(options, TimeProvider.System, cancellationToken);
    }

    private ConfigurationText Text => new(answers, folder, question => answers[question]);

    private static AppOptions Bound(string section)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes("{" + section + "\n}"));
        return new ConfigurationBuilder().AddJsonStream(text).Build().Get<AppOptions>() ?? new AppOptions();
    }
}
