using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using KpiDigest.Rendering;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>A run of the past with the settings it stood on, ready to be computed again.</summary>
internal sealed record PastRun(RunRow Row, RunArchive Archive, Settings Settings, DigestDefinition Digest, Period Period, DigestRenderer Renderer, DigestPress Press)
{
    /// <summary>Opens an enqueued run.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it kept nothing.</exception>
    public static async Task<PastRun> OpenAsync(RunStore runs, FactStore facts, SupplementShelf supplements, Settings present, string source, string installation, RunKey key, CancellationToken cancellationToken)
    {
        var label = PeriodKeys.LabelOf(key.Period, present.Calendar);
        var row = await runs.ReadAsync(key, cancellationToken);
        if (row is not { State: RunState.Enqueued, KnownAt: not null }) throw new InvalidOperationException($"no run of '{key.Digest}' for {label} was sent. 'kpidigest status' lists the runs.");
        var archive = await runs.ReadArchiveAsync(key, cancellationToken)
            ?? throw new InvalidOperationException(row.ArchiveGone is { } gone
                ? $"the numbers of '{key.Digest}' for {label} are no longer kept: {gone}. It cannot be computed again."
                : $"the run of '{key.Digest}' for {label} was made by an earlier version, which kept no numbers: it cannot be computed again.");
        var settings = archive.Configuration == present.Shape ? present : ConfigurationShape.Restore(archive.Configuration, present);
        var renderer = new DigestRenderer(settings.Options.Rendering);
        var digest = settings.Find(key.Digest) ?? throw new InvalidOperationException($"the digest '{key.Digest}' is not in the configuration the run kept.");
        var period = settings.Calendar.Containing(digest.Kind, PeriodKeys.StartOf(key.Period));
        return new PastRun(row, archive, settings, digest, period, renderer, new DigestPress(facts, supplements, renderer, settings, source, ReaderLinks.Of(settings, installation)));
    }

    /// <summary>The facts as of the run's T, as they were known at an instant.</summary>
    public Task<SalesFacts> FactsAsync(Instant knownAt, CancellationToken cancellationToken) => Press.LoadAsync(Row.DueAt, knownAt, reconstructed: false, cancellationToken);

    /// <summary>The run with those recipients that were found in its facts.</summary>
    public PastRun WithRecipientsOf(SalesFacts sales) => this with { Digest = RunRecipients.Of(Digest, sales, Settings.Options.Mail.MayReceive).Digest };

    /// <summary>The figures of each scope the run had, by the scope's text.</summary>
    public async Task<Dictionary<string, PressedFigures>> ComputeAsync(SalesFacts sales, CancellationToken cancellationToken)
    {
        var figures = new Dictionary<string, PressedFigures>(StringComparer.Ordinal);
        foreach (var text in Digest.Recipients.Select(r => r.Scope).Distinct(StringComparer.Ordinal))
            if (sales.TryResolve(text, out var scope, out _)) figures[text] = await Press.ComputeAsync(Digest, sales, scope, Period, cancellationToken);
        return figures;
    }

    /// <summary>What the run kept against the same numbers now, where they differ; a number that is no more is empty now.</summary>
    public IReadOnlyList<NumberChange> ChangesTo(IEnumerable<PressedFigures> figures)
    {
        var now = figures.SelectMany(f => DigestNumbers.Of(f.Figures)).DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Text);
        return [.. Archive.Numbers.Select(n => new NumberChange(n, now.GetValueOrDefault(n.Key, ""))).Where(c => c.Old.Text != c.New)];
    }

    /// <summary>The question that a number answers: quarter-bound KPIs of a weekly digest were asked for the week.</summary>
    public (IKpi Kpi, Period Period)? Asked(DigestNumber number)
    {
        if (KpiCatalogue.Find(number.Kpi) is not { } kpi) return null;
        var kind = number.Period.StartsWith("week:", StringComparison.Ordinal) ? PeriodKind.Week : PeriodKind.Quarter;
        var period = Settings.Calendar.Containing(kind, PeriodKeys.StartOf(number.Period));
        return (kpi, kpi.IsQuarterBound && Digest.Kind == PeriodKind.Week && Settings.Calendar.QuarterOf(Period) == period ? Period : period);
    }
}
