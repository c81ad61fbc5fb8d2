using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The forecasts by subject and interval, by the instant they were taken.</summary>
internal sealed class ForecastBook
{
    /// <summary>Source of the snapshots that this program takes.</summary>
    public const string Own = "own";

    /// <summary>A snapshot older than this says nothing of the instant asked for.</summary>
    private static readonly Duration Oldest = Duration.FromDays(7);

    private readonly Dictionary<(ScopeKind, string, LocalDate, LocalDate), ForecastSnapshot[]> _snapshots;

    public ForecastBook(IEnumerable<ForecastSnapshot> snapshots) => _snapshots = snapshots
        .GroupBy(s => (s.Subject, s.SubjectId ?? "", s.Start, s.End))
        .ToDictionary(g => g.Key, Chosen);

    /// <summary>Whether snapshots of a scope and period were being taken by an instant: the first is not younger.</summary>
    public bool Has(Scope scope, Period period, Instant at) => Of(scope, period) is [var first, ..] && first.TakenAt <= at;

    /// <summary>Whose snapshots of a scope and period are used.</summary>
    public string SourceOf(Scope scope, Period period) => Of(scope, period).Select(s => s.Source).FirstOrDefault(Own);

    /// <summary>The latest snapshot at or before an instant that is at most 7 days older; null: none.</summary>
    public ForecastSnapshot? At(Scope scope, Period period, Instant at, Instant asOf) =>
        Of(scope, period).LastOrDefault(s => s.TakenAt <= at && s.TakenAt <= asOf && s.TakenAt >= at - Oldest);

    private ForecastSnapshot[] Of(Scope scope, Period period) => _snapshots.GetValueOrDefault((scope.Kind, scope.Id, period.Start, period.End), []);

    /// <summary>The program's own where it has taken any, else the CRM's, by time; never a mixture.</summary>
    private static ForecastSnapshot[] Chosen(IEnumerable<ForecastSnapshot> snapshots)
    {
        var all = snapshots.OrderBy(s => s.TakenAt).ThenBy(s => s.Id, StringComparer.Ordinal).ToArray();
        var own = all.Where(s => s.Source == Own).ToArray();
        return own.Length > 0 ? own : all;
    }
}
