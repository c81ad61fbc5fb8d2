using System.CommandLine;
using KpiDigest.Commands.Doctor;
using KpiDigest.Configuration;
using KpiDigest.Core.Periods;
using NodaTime;
using Spectre.Console;

namespace KpiDigest.Commands.Init;

/// <summary><c>kpidigest init</c>: asks for CRM, mail and recipients, tries each, writes the configuration.</summary>
internal static class InitCommand
{
    private static readonly Option<string?> AnswersFile = new("--answers") { Description = "JSON file of answers: the options' names without hyphens before them as keys.", HelpName = "FILE" };
    private static readonly Option<bool> Untested = new("--untested") { Description = "Tries nothing: neither CRM nor mail nor database." };
    private static readonly Option<bool> Sync = new("--sync") { Description = "Pulls the CRM before anything is written, to find every recipient's scope." };

    /// <param name="terminal">Where to ask; null: at the process's own, if it has one.</param>
    /// <param name="dns">Asked about the sender; null: the servers this machine asks.</param>
    public static Command Create(IAnsiConsole? terminal = null, TxtLookup? dns = null)
    {
        var options = Questions.All.ToDictionary(q => q.Key, OptionOf);
        var command = new Command("init", "Asks for CRM, mail and recipients, tries each, and writes a new configuration with secrets in files beside it. Every answer may be an option.") { AnswersFile, Untested, Sync };
        foreach (var option in options.Values) command.Add(option);
        command.Does((parse, cancellationToken) => RunAsync(parse, Given(parse, options), terminal ?? OwnTerminal(parse), dns ?? TxtLookup.OfThisMachine(), cancellationToken));
        return command;
    }

    private static Option<string[]> OptionOf(Question question) => new("--" + question.Key)
    {
        Description = question.Text + ".",
        HelpName = "TEXT",
        Arity = ArgumentArity.OneOrMore,
    };

    private static async Task<int> RunAsync(ParseResult parse, IReadOnlyDictionary<string, IReadOnlyList<string>> given, IAnsiConsole? terminal, TxtLookup dns, CancellationToken cancellationToken)
    {
        var path = FreePath(parse.GetValue(CommonOptions.Config)!);
        var folder = Path.GetDirectoryName(path)!;
        var answers = new Answers(given, terminal, folder);
        var untested = parse.GetValue(Untested);
        var dialogue = new InitDialogue(answers, folder, finding => finding.WriteTo(parse.Out()), untested, dns);
        await dialogue.RunAsync(cancellationToken);
        var sync = !untested && (parse.GetValue(Sync) || (terminal is not null && await AgreesAsync(terminal, cancellationToken)));
        var (files, settings) = await new NewConfiguration(answers, dialogue, path).WriteAsync(sync ? services => SyncedAsync(parse, services, cancellationToken) : null, cancellationToken);
        WriteNext(parse.Out(), path, files, settings, sync);
        return ExitCode.Done;
    }

    private static async Task SyncedAsync(ParseResult parse, AppServices services, CancellationToken cancellationToken)
    {
        await using var progress = ProgressBars.For(parse);
        await services.Sync.RunAsync(full: false, progress, cancellationToken);
    }

    private static string FreePath(string configured)
    {
        var path = Path.GetFullPath(configured);
        if (File.Exists(path)) throw new UsageException($"{path} exists already, and init never writes over a file. Name another with --config, or change that one and run 'kpidigest check'.");
        return Directory.Exists(Path.GetDirectoryName(path)) ? path : throw new UsageException($"there is no folder {Path.GetDirectoryName(path)}: create it, or name another file with --config.");
    }

    private static Dictionary<string, IReadOnlyList<string>> Given(ParseResult parse, Dictionary<string, Option<string[]>> options)
    {
        var given = parse.GetValue(AnswersFile) is { } file ? new Dictionary<string, IReadOnlyList<string>>(AnswerFile.Read(file)) : [];
        foreach (var question in Questions.All)
            if (parse.GetResult(options[question.Key]) is not null) given[question.Key] = Texts(question, parse.GetValue(options[question.Key])!);
        return given;
    }

    private static string[] Texts(Question question, string[] texts) =>
        texts.Length == 1 || question.Many ? [.. texts.Select(text => text.Trim())] : throw new UsageException($"--{question.Key} takes one text; put it in quotes where it has spaces.");

    private static IAnsiConsole? OwnTerminal(ParseResult parse) =>
        ReferenceEquals(parse.Out(), Console.Out) && !Console.IsInputRedirected && !Console.IsOutputRedirected ? AnsiConsole.Console : null;

    private static async Task<bool> AgreesAsync(IAnsiConsole terminal, CancellationToken cancellationToken) =>
        await new ConfirmationPrompt("Pull the CRM now, to find every recipient's scope? (A large account takes minutes.)").ShowAsync(terminal, cancellationToken);

    private static void WriteNext(TextWriter output, string path, IReadOnlyList<string> files, Settings settings, bool synced)
    {
        foreach (var file in files) output.WriteLine($"wrote {file}");
        if (!synced) output.WriteLine("note: whether the CRM knows the recipients' scopes was not tried: 'doctor' says so after the first 'sync'.");
        var week = settings.Calendar.LastEnded(PeriodKind.Week, SystemClock.Instance.GetCurrentInstant());
        var config = Path.GetFullPath("appsettings.json") == path ? "" : $" --config {path}";
        output.WriteLine();
        output.WriteLine("Nothing is sent before 'activate'. Next:");
        foreach (var next in new[] { "check", "doctor", "sync", $"preview weekly --period {week.Label} --out preview", "activate", "run" })
            output.WriteLine($"  kpidigest {next}{config}");
    }
}
