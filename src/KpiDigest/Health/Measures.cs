using System.Diagnostics.Metrics;
using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Health;

/// <summary>
/// What the ledger says, as gauges: read from the database by <see cref="ReadAsync"/>, shown until the next reading. Each worker shows the same figures, so
/// take their maximum over workers, not their sum.
/// </summary>
internal sealed class Measures : IDisposable
{
    private readonly LedgerFigures _ledger;
    private volatile Figures _figures = new([], [], 0, 0, null);

    public Measures(LedgerFigures ledger)
    {
        _ledger = ledger;
        Meter.CreateObservableGauge("kpidigest.mails", () => _figures.Mails, "{mail}", "Mails of visible runs by digest and state.");
        Meter.CreateObservableGauge("kpidigest.runs", () => _figures.Runs, "{run}", "Runs of the last two weeks by digest and state.");
        Meter.CreateObservableGauge("kpidigest.mails.due", () => _figures.Due, "{mail}", "Mails whose time has come and that are not sent yet.");
        Meter.CreateObservableGauge("kpidigest.mails.oldest.age", () => _figures.OldestSeconds, "s", "How long the oldest of them has been due.");
        Meter.CreateObservableGauge("kpidigest.sync.age", () => _figures.SyncSeconds is { } age ? [new Measurement<double>(age)] : Array.Empty<Measurement<double>>(), "s", "Time since the last complete sync.");
    }

    /// <summary>Whose instruments these are.</summary>
    public Meter Meter { get; } = new(Deliveries.MeterName);

    /// <summary>Reads anew.</summary>
    public async Task ReadAsync(Instant now, CancellationToken cancellationToken)
    {
        var books = await _ledger.BooksAsync(cancellationToken);
        var mails = books.SelectMany(b => b.ByState.Select(s => (b.Digest, s.Key, s.Value))).GroupBy(m => (m.Digest, m.Key));
        var runs = (await _ledger.RunsAsync(cancellationToken)).Where(r => r.DueAt > now - Duration.FromDays(14)).GroupBy(r => (r.Key.Digest, r.State));
        var oldest = await _ledger.OldestDueAsync(cancellationToken);
        _figures = new Figures(
            [.. mails.Select(g => Of(g.Sum(m => m.Value), g.Key.Digest, g.Key.Key))],
            [.. runs.Select(g => Of(g.Count(), g.Key.Digest, g.Key.State))],
            await _ledger.DueAsync(cancellationToken),
            oldest is { } since && since < now ? (now - since).TotalSeconds : 0,
            await _ledger.SyncedAsync(cancellationToken) is { } at ? Math.Max(0, (now - at).TotalSeconds) : null);
    }

    public void Dispose() => Meter.Dispose();

    private static Measurement<long> Of(long count, string digest, Enum state) => new(count, new("digest", digest), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant()));

    private sealed record Figures(Measurement<long>[] Mails, Measurement<long>[] Runs, long Due, double OldestSeconds, double? SyncSeconds);
}
