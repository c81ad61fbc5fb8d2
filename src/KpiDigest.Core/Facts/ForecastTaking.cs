using NodaTime.Text;

namespace KpiDigest.Core.Facts;

/// <summary>The program's own forecast snapshots: what the deals say of a quarter as of T.</summary>
public static class ForecastTaking
{
    /// <summary>Source of these snapshots.</summary>
    public const string Own = "own";

    /// <summary>
    /// Won in the quarter, and what is open and expected to close in it. Commit adds the open deals whose forecast category is committed, best case
    /// also those of best case, weighted all of them by the probability of their stage (null where a stage states none). Amounts in the home currency
    /// follow revenue splits; one that is not stated adds nothing.
    /// </summary>
    /// <returns>Null where no deal has a forecast category, or a rate is missing: a forecast that nobody made is none.</returns>
    public static ForecastSnapshot? SnapshotOf(SalesFacts facts, Scope scope, Period quarter)
    {
        if (!facts.Deals.ForecastCategory.AsSpan().ContainsAnyExcept((string?)null)) return null;
        var due = facts.Spans(scope, quarter.Start, facts.AsOf, credited: true)
            .Where(s => s.Closing is { Counted: true, Status: not DealStatus.Lost } && s.Closing.Close >= quarter.Start && s.Closing.Close < quarter.End).ToList();
        if (due.Exists(s => s.Closing.MissingRate)) return null;
        var open = due.FindAll(s => s.Closing.Status == DealStatus.Open);
        var won = due.Where(s => s.Closing.Status == DealStatus.Won).Sum(AmountOf);
        var commit = won + SumOf(facts, open, facts.KpiRules.CommitCategories);
        return new ForecastSnapshot
        {
            Id = $"{Own} {InstantPattern.ExtendedIso.Format(facts.AsOf)} {scope.Kind} {scope.Id} {LocalDatePattern.Iso.Format(quarter.Start)}",
            TakenAt = facts.AsOf,
            Subject = scope.Kind,
            SubjectId = scope.Kind == ScopeKind.Company ? null : scope.Id,
            Start = quarter.Start,
            End = quarter.End,
            Commit = commit,
            BestCase = commit + SumOf(facts, open, facts.KpiRules.BestCaseCategories),
            Weighted = won + Weighted(facts, open),
            Source = Own,
        };
    }

    private static decimal SumOf(SalesFacts facts, List<DealSpan> open, IReadOnlyList<string> categories)
    {
        var names = new HashSet<string>(categories.Select(Plain), StringComparer.OrdinalIgnoreCase);
        return open.Where(s => facts.CategoryOf(s.Closing, facts.AsOf) is { } category && names.Contains(Plain(category))).Sum(AmountOf);
    }

    private static decimal? Weighted(SalesFacts facts, List<DealSpan> open)
    {
        var sum = 0m;
        foreach (var span in open)
        {
            var stage = facts.Rewind.StageAt(span.Closing.Index, Cell.Of(facts.AsOf));
            if (stage < 0 || facts.Stages[stage].Probability is not { } probability) return null;
            sum += AmountOf(span) * probability;
        }

        return sum;
    }

    private static decimal AmountOf(DealSpan span) => (span.Closing.Amount ?? 0) * span.Part;

    /// <summary>CRMs write COMMIT, Best case and BEST_CASE.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
