using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>goal-concentration</c>: won by the top ceil(0.2 × employed reps) ÷ won of the scope, reps who won nothing included.</summary>
internal sealed class GoalConcentration : IKpi
{
    private const decimal TopShare = 0.2m;
    private const decimal MostOf = 0.8m;

    public string Id => "goal-concentration";

    public string Name => "Goal concentration";

    public string Definition => "The share of the revenue won that the top fifth of the reps brought in.";

    public string Formula => "won of the top ceil(0.2 × employed reps) ÷ won of the scope";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public bool IsQuarterBound => true;

    public KpiResult Compute(KpiInput input)
    {
        var closed = ClosedDeals.Of(input);
        var shares = closed.WonShares.SelectMany(s => s.Part == 1 ? input.Facts.ByRep(s.Deal) : [s]).ToList();
        var byRep = shares.Where(s => s.Rep != input.Facts.Roster.Unknown).GroupBy(s => s.Rep).ToDictionary(g => g.Key, g => g.Sum(s => s.Amount ?? 0));
        foreach (var rep in Employed(input)) byRep.TryAdd(rep, 0);
        var ranked = byRep.OrderByDescending(r => r.Value).ThenBy(r => r.Key).ToList();
        var top = ranked.Take((int)Math.Ceiling(TopShare * ranked.Count)).ToList();
        foreach (var share in shares)
            input.Report(FactKind.Deal, share.Deal.Id, AmountRecords.RoleOf(share, top.Exists(t => t.Key == share.Rep) ? "numerator+denominator" : "denominator"), share.Amount);
        var won = shares.Sum(s => s.Amount ?? 0);
        var reason = MissingRates.Of(input, shares)
            ?? (ranked.Count == 0 ? $"no rep of {input.Scope} is employed in {input.Period.Label}" : null)
            ?? (won <= 0 ? $"nothing was won in {input.Period.Label}" : null);
        return (reason is null ? KpiResult.Of(this, top.Sum(t => t.Value) / won) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? top.Sum(t => t.Value) : null,
            Denominator = reason is null ? won : null,
            Parts =
            [
                new KpiPart("top", top.Count),
                new KpiPart("reps", ranked.Count),
                new KpiPart("repsFor80", reason is null ? RepsFor(ranked, MostOf * won) : null),
            ],
        };
    }

    /// <summary>Those who work here at the end; who has left since is found by what the rep won.</summary>
    private static IEnumerable<int> Employed(KpiInput input) =>
        input.Facts.StaffOf(input.Scope, QuotaOf.MembersAt(input) - Duration.Epsilon).Select(r => input.Facts.Roster.NumberOf(r.Id));

    /// <summary>How many of the best it takes to reach an amount; null where deals of nobody are needed for it.</summary>
    private static int? RepsFor(List<KeyValuePair<int, decimal>> ranked, decimal amount)
    {
        var sum = 0m;
        for (var i = 0; i < ranked.Count; i++)
            if ((sum += ranked[i].Value) >= amount) return i + 1;
        return null;
    }
}
