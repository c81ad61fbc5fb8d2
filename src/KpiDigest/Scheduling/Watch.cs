using System.Globalization;
using KpiDigest.Alerts;
using KpiDigest.Bounces;
using KpiDigest.Configuration;
using KpiDigest.Health;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Scheduling;

/// <summary>Everything that needs the admin now: what is held, failed, refused, unknown, expired or late, and books that do not balance.</summary>
internal sealed class Watch(RunStore runs, OutboxStore outbox, InstallationStore installation, Readiness readiness, WorkerBook workers, CurrentSettings current, TimeProvider clock, IBounceBox? bounces = null)
{
    private static readonly Duration Recent = Duration.FromDays(14);
    private const int MostNamed = 5;

    private static readonly (MailState State, string Word, string Fix)[] Troubles =
    [
        (MailState.Held, "held", "kpidigest outbox release --run {0} --period {1}"),
        (MailState.Refused, "refused", "mend the cause, then kpidigest outbox resend ID"),
        (MailState.Unknown, "of which nobody can know whether they arrived", "ask one recipient, then kpidigest outbox resend ID or cancel ID"),
        (MailState.Expired, "not sent before their catch-up limit", "kpidigest send reaches one address; raise CatchUp where this is too early"),
        (MailState.Skipped, "not made", "mend what the reason says"),
    ];

    private static readonly Matter UnreadBounces = new("bounces:unread", "Among the bounces are messages that are no report of a mail of this installation. Read and remove them: 'unread' in Bounces:Folder, what is unseen in its maildir, or what is unread with the category KpiDigest in Bounces:Mailbox.");

    /// <summary>What there is now; empty: all is well.</summary>
    public async Task<IReadOnlyList<Matter>> LookAsync(CancellationToken cancellationToken)
    {
        var since = Instant.FromDateTimeOffset(clock.GetUtcNow()) - Recent;
        var rows = (await runs.ListAsync(null, 200, cancellationToken)).Where(r => r.DueAt > since).ToList();
        var mails = await outbox.ListAsync([.. Troubles.Select(t => t.State)], null, 5000, cancellationToken);
        var books = await outbox.BooksAsync(cancellationToken);
        return
        [
            .. (await installation.ReadAsync(cancellationToken))?.Doubt is { } doubt ? [new Matter("restored", $"Nothing is sent: {doubt} To do: kpidigest outbox accept.")] : Array.Empty<Matter>(),
            .. rows.Where(r => r.State is RunState.Held or RunState.Failed).Select(OfRun),
            .. mails.Where(m => m.NotBefore > since && !Suppression.IsSkipReason(m.Reason)).GroupBy(m => (m.Key.Digest, m.Key.Period, m.Key.Revision, m.State)).Select(OfMails),
            .. (await outbox.Suppressions.NewSinceAsync(since, cancellationToken)).GroupBy(s => (s.Kind, s.Digest, s.Since.InUtc().Date)).Select(OfReaders),
            .. (await outbox.Bounced.TroublesAsync(since, cancellationToken)).GroupBy(m => (m.Key.Digest, m.Key.Period, m.Key.Revision)).Select(OfBounced),
            .. await HasUnreadAsync(cancellationToken) ? [UnreadBounces] : Array.Empty<Matter>(),
            .. books.Where(b => !b.Balance).Select(b => new Matter($"books:{b.Digest}:{b.Period}:{b.Revision}", $"{b.Digest} for {Label(b.Period)}: the books do not balance. Keep the database and report this; do not resend by hand.")),
            .. (await workers.ListAsync(cancellationToken)).Where(w => w.Refused is not null).GroupBy(w => w.Refused!).Select(OfConfiguration),
            .. await readiness.LateAsync(cancellationToken) is { } late ? [new Matter("late", "Late: " + late)] : Array.Empty<Matter>(),
        ];
    }

    /// <summary>A box that cannot be looked into is the business of who reads it.</summary>
    private async Task<bool> HasUnreadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return bounces is not null && await bounces.HasUnreadAsync(cancellationToken);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Matter OfRun(RunRow run) => new(
        $"run:{run.Key.Digest}:{run.Key.Period}:{run.Key.Revision}:{run.State}",
        $"{run.Key.Digest} for {Label(run.Key.Period)} {(run.State == RunState.Held ? "is held" : "failed")}, so nobody got it: {run.Reason}");

    private static Matter OfConfiguration(IGrouping<string, WorkerRow> group) => new(
        "configuration:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(group.Key)))[..16],
        $"A changed configuration is refused, the one in force stays ({string.Join(", ", group.Select(w => w.Name))}). Mend it: {group.Key.ReplaceLineEndings("; ")}");

    private Matter OfMails(IGrouping<(string Digest, string Period, int Revision, MailState State), OutboxRow> group)
    {
        var (digest, period, revision, state) = group.Key;
        var trouble = Array.Find(Troubles, t => t.State == state);
        var named = string.Join("; ", group.OrderBy(m => m.Key.Recipient, StringComparer.Ordinal).Take(MostNamed).Select(m => $"{m.Key.Recipient} ({m.Id}: {m.Reason})"));
        var more = group.Count() > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {group.Count() - MostNamed} more") : "";
        var fix = string.Format(CultureInfo.InvariantCulture, trouble.Fix, digest, Label(period));
        return new Matter(
            $"mails:{digest}:{period}:{revision}:{state}",
            $"{digest} for {Label(period)}: {group.Count()} {(group.Count() == 1 ? "mail" : "mails")} {trouble.Word}: {named}{more}. To do: {fix}.");
    }

    private Matter OfBounced(IGrouping<(string Digest, string Period, int Revision), OutboxRow> group)
    {
        var (digest, period, revision) = group.Key;
        var named = string.Join("; ", group.OrderBy(m => m.Key.Recipient, StringComparer.Ordinal).Take(MostNamed).Select(m => $"{m.Key.Recipient} ({m.Id}: {m.Bounce})"));
        var more = group.Count() > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {group.Count() - MostNamed} more") : "";
        return new Matter(
            $"bounced:{digest}:{period}:{revision}",
            $"{digest} for {Label(period)}: {group.Count()} {(group.Count() == 1 ? "mail" : "mails")} came back after sending: {named}{more}. These readers still get the next one: mend the cause.");
    }

    /// <summary>Grouped by day, so that the words of a matter do not change any more once it is over.</summary>
    private static Matter OfReaders(IGrouping<(SuppressionKind Kind, string Digest, LocalDate Day), Suppression> group)
    {
        var (kind, digest, day) = group.Key;
        var what = digest.Length > 0 ? digest : "every digest";
        var said = kind switch
        {
            SuppressionKind.Bounced => "are sent no mail any more, because their mailbox refused for good",
            SuppressionKind.Stopped => "unsubscribed",
            SuppressionKind.Left => "are sent no mail any more, because the CRM calls them inactive",
            _ => "asked for a pause",
        };
        var named = string.Join("; ", group.Select(s => $"{s.Recipient} ({s.Reason})").Take(MostNamed));
        var more = group.Count() > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {group.Count() - MostNamed} more") : "";
        return new Matter(
            string.Create(CultureInfo.InvariantCulture, $"readers:{Suppression.NameOf(kind)}:{digest}:{day:uuuu-MM-dd}"),
            string.Create(CultureInfo.InvariantCulture, $"{what}: {group.Count()} {(group.Count() == 1 ? "reader" : "readers")} {said} on {day:uuuu-MM-dd}: {named}{more}.{(kind == SuppressionKind.Left ? "" : " To undo: kpidigest suppressions undo ADDRESS.")}"));
    }

    private string Label(string period) => PeriodKeys.LabelOf(period, current.Now.Calendar);
}
