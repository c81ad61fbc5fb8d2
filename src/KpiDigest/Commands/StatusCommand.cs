using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest status</c>: runs, deliveries, next due, what is held, whether the books balance. Exit 3 where something is held.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Shows the source, runs, deliveries, next due times, what is held, and whether the books balance.");
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var status = new Status(
                await services.Facts.ReadSyncStateAsync(services.SourceName, cancellationToken),
                await services.Runs.ListAsync(null, 50, cancellationToken),
                await services.Outbox.BooksAsync(cancellationToken),
                (await InstallationGuard.ModeAsync(services, cancellationToken)).ToString(),
                await services.Installation.ActivationsAsync(cancellationToken),
                await services.Outbox.Suppressions.ListAsync(all: false, cancellationToken),
                await services.Restored.DoubtAsync(cancellationToken),
                await services.Workers.ListAsync(cancellationToken),
                (await ExpandedDigests.OfAsync(services, cancellationToken)).Digests);
            if (parse.WantsJson()) WriteJson(parse, services, status);
            else WriteText(parse, services, status);
            if (!status.Balance) return ExitCode.Failed;
            return status.AnythingHeld ? ExitCode.Held : ExitCode.Done;
        });
        return command;
    }

    private static void WriteText(ParseResult parse, AppServices services, Status status)
    {
        var to = parse.Out();
        to.WriteLine($"mail mode: {status.Mode}");
        if (status.Doubt is { } doubt) to.WriteLine($"NOTHING IS SENT: {doubt} 'kpidigest outbox accept' shows what would go out again.");
        to.WriteLine($"source {services.SourceName}: last complete sync {At(status.Sync.LastCompleteAt)}{(status.Sync.LastFault is { } fault ? "; the newest failed: " + fault : "")}");
        foreach (var worker in status.Workers)
            to.WriteLine($"worker {worker.Name}: configuration {worker.Configuration}{(worker.Refused is { } faults ? "; a newer one is refused: " + faults.ReplaceLineEndings("; ") : "")}");
        to.WriteLine();
        to.WriteTable(
            ["digest", "period", "run", "expected", "books", "reason"],
            [.. status.Runs.Select(r => (IReadOnlyList<string>)
                [r.Key.Digest, PeriodKeys.LabelOf(r.Key.Period, services.Settings.Calendar) + OutboxCommand.RevisionText(r.Key.Revision), r.State.ToString().ToLowerInvariant(), r.Expected is { } e ? $"{e}" : "", status.BooksText(r.Key), r.Reason ?? ""])]);
        to.WriteLine();
        to.WriteTable(["digest", "recipients", "next period", "next due"], [.. Next(services, status)]);
        to.WriteLine();
        if (status.Suppressed.Count > 0)
        {
            to.WriteLine("get no mail although they are configured:");
            to.WriteTable(SuppressionsCommand.Headers, SuppressionsCommand.Cells(status.Suppressed));
            to.WriteLine();
        }

        to.WriteLine(status.Balance ? "the books balance." : "THE BOOKS DO NOT BALANCE: some expected mails are in no state. Do not resend by hand; keep the database and report this.");
    }

    private static void WriteJson(ParseResult parse, AppServices services, Status status) => parse.Out().WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("mailMode", status.Mode);
        json.WriteString("doubt", status.Doubt);
        json.WriteString("source", services.SourceName);
        json.WriteString("lastCompleteSync", status.Sync.LastCompleteAt is { } at ? At(at) : null);
        json.WriteString("syncFault", status.Sync.LastFault);
        json.WriteBoolean("balance", status.Balance);
        json.WriteStartArray("workers");
        foreach (var worker in status.Workers)
        {
            json.WriteStartObject();
            json.WriteString("name", worker.Name);
            json.WriteString("configuration", worker.Configuration);
            json.WriteString("refused", worker.Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in status.Runs)
        {
            json.WriteStartObject();
            json.WriteString("digest", run.Key.Digest);
            json.WriteString("period", run.Key.Period);
            json.WriteNumber("revision", run.Key.Revision);
            json.WriteString("state", run.State.ToString().ToLowerInvariant());
            json.WriteString("dueAt", At(run.DueAt));
            json.WriteNumber("attempt", run.Attempt);
            if (run.Expected is { } expected) json.WriteNumber("expected", expected);
            else json.WriteNull("expected");
            json.WriteString("reason", run.Reason);
            json.WriteStartObject("mails");
            foreach (var (state, count) in status.BooksOf(run.Key)) json.WriteNumber(OutboxCommand.StateText(state), count);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("suppressions");
        SuppressionsCommand.WriteArray(json, status.Suppressed);
        json.WriteEndObject();
    });

    private static IEnumerable<IReadOnlyList<string>> Next(AppServices services, Status status)
    {
        foreach (var digest in status.Digests)
        {
            if (!status.Activations.ContainsKey(digest.Id)) yield return [digest.Id, $"{digest.Recipients.Count}", "", "not activated: kpidigest activate"];
            else if (DueDigests.Next(digest, services.Settings.Calendar, services.Now) is { } next) yield return [digest.Id, $"{digest.Recipients.Count}", next.Period.Label, At(next.DueAt)];
        }
    }

    private static string At(Instant? instant) => instant?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";

    private sealed record Status(SyncState Sync, IReadOnlyList<RunRow> Runs, IReadOnlyList<RunBooks> Books, string Mode, IReadOnlyDictionary<string, Instant> Activations, IReadOnlyList<Suppression> Suppressed, string? Doubt, IReadOnlyList<WorkerRow> Workers,
        IReadOnlyList<DigestDefinition> Digests)
    {
        public bool Balance => Books.All(b => b.Balance);

        public bool AnythingHeld => Doubt is not null || Runs.Any(r => r.State == RunState.Held) || Books.Any(b => b.ByState.ContainsKey(MailState.Held) || b.ByState.ContainsKey(MailState.Unknown));

        public IReadOnlyDictionary<MailState, int> BooksOf(RunKey key) =>
            Books.FirstOrDefault(b => b.Digest == key.Digest && b.Period == key.Period && b.Revision == key.Revision)?.ByState ?? new Dictionary<MailState, int>();

        public string BooksText(RunKey key) => string.Join(", ", BooksOf(key).OrderBy(s => s.Key).Select(s => $"{s.Value} {OutboxCommand.StateText(s.Key)}"));
    }
}
