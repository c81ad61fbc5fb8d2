using KpiDigest.Core.Digests;
using KpiDigest.Outbox;

namespace KpiDigest.Runs;

/// <summary>What was sent of a period in lower revisions, for a run that corrects it.</summary>
internal sealed class EarlierMails
{
    private readonly IReadOnlyDictionary<string, SentBefore> _sent;
    private readonly ILookup<string, OutboxRow> _rows;

    private EarlierMails(IReadOnlyDictionary<string, SentBefore> sent, ILookup<string, OutboxRow> rows) => (_sent, _rows) = (sent, rows);

    /// <summary>Addresses of all who were sent any of them.</summary>
    public IEnumerable<string> Recipients => _sent.Keys;

    /// <summary>Null for a first revision, which corrects nothing.</summary>
    public static async Task<EarlierMails?> ReadAsync(RunStore runs, OutboxStore outbox, RunKey key, CancellationToken cancellationToken)
    {
        if (key.Revision == 1) return null;
        var rows = (await outbox.OfPeriodAsync(key.Digest, key.Period, cancellationToken)).Where(r => r.Key.Revision < key.Revision).ToList();
        var sent = rows.Where(r => r.State == MailState.Sent).OrderBy(r => r.Key.Revision).ToLookup(r => r.Key.Recipient, StringComparer.Ordinal);
        var numbers = new Dictionary<int, IReadOnlyList<DigestNumber>>();
        foreach (var revision in sent.Select(mails => mails.Last().Key.Revision).Distinct())
            numbers[revision] = (await runs.ReadArchiveAsync(key with { Revision = revision }, cancellationToken))?.Numbers ?? [];
        return new EarlierMails(
            sent.ToDictionary(mails => mails.Key, mails => new SentBefore(mails.Last().Key.Revision, mails.First().Subject, [.. mails.Select(m => m.MessageId)], numbers[mails.Last().Key.Revision]), StringComparer.Ordinal),
            rows.ToLookup(r => r.Key.Recipient, StringComparer.Ordinal));
    }

    /// <summary>What a recipient was sent; null: nothing.</summary>
    public SentBefore? Of(string recipient) => _sent.GetValueOrDefault(recipient);

    /// <summary>Why a recipient gets no correction.</summary>
    public string WhyNot(string recipient) => _rows[recipient].OrderBy(r => r.Key.Revision).LastOrDefault() is not { } last
        ? "got no earlier revision, so there is nothing to correct"
        : last.State == MailState.Unknown ? "nobody knows whether the earlier revision arrived: 'kpidigest outbox list --state unknown'"
        : $"the earlier revision was never sent ({last.State.ToString().ToLowerInvariant()}), so there is nothing to correct";
}
