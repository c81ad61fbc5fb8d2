using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Kpis;
using KpiDigest.Runs;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest replay DIGEST --period P [--with-current-data] [--out DIR]</c>: computes a past run again, or lists what is restated.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var current = new Option<bool>("--with-current-data") { Description = "Lists every number that today's data restate, old and new, with the records behind it." };
        var folder = new Option<string?>("--out") { Description = "Writes the mails as they come out today into this folder.", HelpName = "DIR" };
        var revision = new Option<int>("--revision") { Description = "Which revision.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var reissue = new Option<bool>("--reissue") { Description = "With --with-current-data: sends a correction to those who got the restated numbers." };
        var yes = new Option<bool>("--yes") { Description = "Without asking: plans the correction." };
        var command = new Command("replay", "Computes a past run again from what was known then: numbers and mails must come out the same.") { DigestRequest.Id, Asked.Period, current, folder, revision, reissue, yes };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var period = Asked.PeriodOf(parse, services.Settings.Calendar);
            var key = new RunKey(parse.GetRequiredValue(DigestRequest.Id), period.Key, parse.GetValue(revision));
            var installation = (await services.Installation.ReadAsync(cancellationToken))?.Id ?? "";
            var replay = new RunReplay(services.Runs, services.Outbox, services.Facts, services.Supplements, services.Settings, services.SourceName, installation);
            if (parse.GetValue(reissue) && !parse.GetValue(current)) throw new UsageException("--reissue needs --with-current-data.");
            if (parse.GetValue(reissue)) key = await Reissue.NewestAsync(services, key, cancellationToken);
            if (parse.GetValue(current))
            {
                var (numbers, records) = await replay.CurrentDataAsync(key, cancellationToken);
                WriteRestated(parse, numbers, records);
                return parse.GetValue(reissue) ? await Reissue.PlanAsync(parse, services, key, numbers.Count, parse.GetValue(yes), cancellationToken) : ExitCode.Done;
            }

            var report = await replay.SameDataAsync(key, Taker(parse.GetValue(folder), key, period.Label), cancellationToken);
            Write(parse, report);
            return report.Holds ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Action<string, byte[]> Taker(string? folder, RunKey key, string label)
    {
        if (folder is null) return (_, _) => { };
        Directory.CreateDirectory(folder);
        return (recipient, mime) => File.WriteAllBytes(Path.Combine(folder, $"{DigestRequest.Slug(key.Digest)}-{label}-{DigestRequest.Slug(recipient)}.eml"), mime);
    }

    private static void Write(ParseResult parse, ReplayReport report)
    {
        if (parse.WantsJson())
        {
            parse.Out().WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("holds", report.Holds);
                json.WriteNumber("numbers", report.Numbers);
                json.WriteStartArray("changed");
                foreach (var change in report.Changes) WriteChange(json, change);
                json.WriteEndArray();
                json.WriteNumber("mails", report.Mails);
                WriteTexts(json, "mailsThatDiffer", report.MailsThatDiffer);
                WriteTexts(json, "notKept", report.NotKept);
                WriteTexts(json, "differences", report.Differences);
                json.WriteEndObject();
            });
            return;
        }

        var to = parse.Out();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"numbers: {report.Numbers - report.Changes.Count} of {report.Numbers} came out as they were"));
        if (report.Changes.Count > 0) WriteTable(parse, report.Changes);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mails: {report.Mails - report.MailsThatDiffer.Count} of {report.Mails} came out byte for byte"));
        foreach (var recipient in report.MailsThatDiffer) to.WriteLine($"  differs: {recipient}");
        foreach (var mail in report.NotKept) to.WriteLine($"  not compared: {mail}");
        foreach (var difference in report.Differences) to.WriteLine($"not what it was: {difference}");
    }

    private static void WriteRestated(ParseResult parse, IReadOnlyList<NumberChange> numbers, IReadOnlyList<RecordChange> records)
    {
        if (!parse.WantsJson())
        {
            parse.Out().WriteLine(string.Create(CultureInfo.InvariantCulture, $"{numbers.Count} numbers are restated"));
            if (numbers.Count == 0) return;
            WriteTable(parse, numbers);
            parse.Out().WriteLine();
            parse.Out().WriteTable(
                ["scope", "kpi", "period", "record", "counted as", "amount", "counts as", "amount now"],
                [.. records.Select(r => (IReadOnlyList<string>)[r.Scope, r.Kpi, r.Period, NameOf(r), r.Old?.Role ?? "", Output.Text(r.Old?.Amount), r.New?.Role ?? "", Output.Text(r.New?.Amount)])]);
            return;
        }

        parse.Out().WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("numbers");
            foreach (var number in numbers) WriteChange(json, number);
            json.WriteEndArray();
            json.WriteStartArray("records");
            foreach (var record in records)
            {
                json.WriteStartObject();
                json.WriteString("scope", record.Scope);
                json.WriteString("kpi", record.Kpi);
                json.WriteString("period", record.Period);
                json.WriteString("record", NameOf(record));
                json.WriteString("oldRole", record.Old?.Role);
                KpiJson.Number(json, "oldAmount", record.Old?.Amount);
                json.WriteString("newRole", record.New?.Role);
                KpiJson.Number(json, "newAmount", record.New?.Amount);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteTable(ParseResult parse, IReadOnlyList<NumberChange> changes) => parse.Out().WriteTable(
        ["scope", "kpi", "period", "part", "old", "new"], [.. changes.Select(c => (IReadOnlyList<string>)[c.Old.Scope, c.Old.Kpi, c.Old.Period, c.Old.Part, c.Old.Text, c.New])]);

    private static void WriteChange(System.Text.Json.Utf8JsonWriter json, NumberChange change)
    {
        json.WriteStartObject();
        json.WriteString("scope", change.Old.Scope);
        json.WriteString("kpi", change.Old.Kpi);
        json.WriteString("period", change.Old.Period);
        json.WriteString("part", change.Old.Part);
        json.WriteString("old", change.Old.Text);
        json.WriteString("new", change.New);
        json.WriteEndObject();
    }

    private static void WriteTexts(System.Text.Json.Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string NameOf(RecordChange change) => (change.Old ?? change.New) is KpiRecord record ? $"{record.Kind.ToString().ToLowerInvariant()} {record.Id}" : "";
}
