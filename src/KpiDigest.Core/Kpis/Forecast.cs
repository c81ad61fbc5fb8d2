using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// What was forecast for a scope and quarter at an instant, won included: from snapshots where any had been taken by then, else rebuilt from
/// the deals' history. Deals belong to their owner at the start of the quarter (D6).
/// </summary>
/// <param name="Commit">Won and committed.</param>
/// <param name="BestCase">Commit and best case; null: not stated.</param>
/// <param name="Weighted">Won and open deals by their stage's probability; null: not stated.</param>
/// <param name="Snapshot">Id of the snapshot; null: rebuilt.</param>
internal sealed record Forecast(decimal Commit, decimal? BestCase, decimal? Weighted, string? Snapshot)
{
    /// <summary>The deals a rebuilt commit adds up from, with what each adds.</summary>
    public IReadOnlyList<(string Id, decimal Amount)> Deals { get; init; } = [];

    /// <summary>The latest snapshot by an instant that is not too old, or the forecast rebuilt; null: neither.</summary>
    public static Forecast? At(KpiInput input, Scope scope, Instant at)
    {
        if (at > input.AsOf) return null;
        if (!input.Facts.ForecastBook.Has(scope, input.Period, at)) return Rebuilt(input, scope, at);
        return input.Facts.ForecastBook.At(scope, input.Period, at, input.AsOf) is { } snapshot
            ? new Forecast(snapshot.Commit, snapshot.BestCase, snapshot.Weighted, snapshot.Id)
            : null;
    }

    /// <summary>Where a scope's forecast of an instant comes from: own, crm or rebuilt.</summary>
    public static string SourceOf(KpiInput input, Scope scope, Instant at) =>
        input.Facts.ForecastBook.Has(scope, input.Period, at) ? input.Facts.ForecastBook.SourceOf(scope, input.Period) : "rebuilt";

    /// <summary>From the deals as known at the instant; null where no history of forecast categories is known then or a rate is missing.</summary>
    public static Forecast? Rebuilt(KpiInput input, Scope scope, Instant at) =>
        !(at < input.Facts.WatchedSince) && input.Facts.Once("category-history", () => Array.IndexOf(input.Facts.Deals.ChangeField, DealField.ForecastCategory) >= 0) ? Taken(input, scope, at) : null;

    /// <summary>From the deals as known at the instant; null where a rate is missing.</summary>
    public static Forecast? Taken(KpiInput input, Scope scope, Instant at)
    {
        var due = DueIn(input, scope, at);
        return MissingRates.Of(input, due.Select(s => s.Closing), at) is null ? Of(input, due, at) : null;
    }

    /// <summary>Counted deals won in the quarter, or open and due in it, as known at an instant.</summary>
    public static List<DealSpan> DueIn(KpiInput input, Scope scope, Instant at) =>
        [.. input.Facts.Spans(scope, input.Period.Start, at, true).Where(s =>
            s.Closing is { Counted: true, Status: not DealStatus.Lost } && s.Closing.Close >= input.Period.Start && s.Closing.Close < input.Period.End)];

    private static Forecast Of(KpiInput input, List<DealSpan> due, Instant at)
    {
        var (commit, bestCase) = (Names(input.Facts.KpiRules.CommitCategories), Names(input.Facts.KpiRules.BestCaseCategories));
        var open = due.Where(s => s.Closing.Status == DealStatus.Open).ToList();
        var won = Sum(due.Where(s => s.Closing.Status == DealStatus.Won));
        var counting = due.Where(s => s.Closing.Status == DealStatus.Won || IsIn(commit, input, s, at)).ToList();
        var committed = Sum(counting);
        var chances = open.ConvertAll(s => (Amount: Amount(s), input.Facts.StageOf(s.Closing, at)?.Probability));
        return new Forecast(
            committed,
            committed + Sum(open.Where(s => IsIn(bestCase, input, s, at))),
            chances.TrueForAll(c => c.Probability is not null) ? won + chances.Sum(c => c.Amount * c.Probability) : null,
            null)
        { Deals = [.. counting.Select(s => (s.Closing.Id, Amount(s)))] };
    }

    private static decimal Sum(IEnumerable<DealSpan> spans) => spans.Sum(Amount);

    private static decimal Amount(DealSpan span) => (span.Closing.Amount ?? 0) * span.Part;

    private static bool IsIn(HashSet<string> names, KpiInput input, DealSpan span, Instant at) =>
        input.Facts.CategoryOf(span.Closing, at) is { } category && names.Contains(Plain(category));

    private static HashSet<string> Names(IEnumerable<string> names) => new(names.Select(Plain), StringComparer.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
