using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>needs-help</c>: reps with a win rate under the bar ÷ reps with at least 5 closed deals; a rep is 1 or 0. A week is judged by its 13 weeks (D13).</summary>
internal sealed class NeedsHelp : IKpi
{
    private const int LookBackWeeks = 13;
    private const int LookBackQuarters = 4;

    public string Id => "needs-help";

    public string Name => "Reps who need help";

    public string Definition => "Reps whose win rate lies under the bar, as a share of the reps with at least five closed deals.";

    public string Formula => "reps with rate < bar ÷ reps with ≥ 5 closed; bar: configured, else 0.8 × pooled win rate of the 4 full quarters before";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var family = HelpFamily.Of(input, input.Period, input.Until);
        var reps = RepsIn(input, family);
        var judged = reps.Where(family.IsJudged).ToList();
        var below = judged.Where(family.IsBelow).ToList();
        foreach (var rep in reps) input.Report(FactKind.Rep, input.Facts.Reps[rep].Id, Role(family, rep), RateOf(family, rep));
        var reason = Reason(input, family, reps, judged);
        return (reason is null ? KpiResult.Of(this, (decimal)below.Count / judged.Count) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? below.Count : null,
            Denominator = reason is null ? judged.Count : null,
            Parts =
            [
                new KpiPart("bar", family.Bar),
                new KpiPart("low", family.Bar is null ? null : below.Count),
                new KpiPart("tooFew", reps.Count - judged.Count),
                .. input.ValueOnly ? [] : new[] { KpiPart.List("named", below.Select(r => Named(input, family, r)).OfType<KpiPart>()) },
            ],
        };
    }

    /// <summary>Those who work here, and leavers as long as they closed anything.</summary>
    private static List<int> RepsIn(KpiInput input, HelpFamily family)
    {
        var at = QuotaOf.MembersAt(input);
        var staff = input.Facts.StaffOf(input.Scope, at - Duration.Epsilon).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return [.. input.Facts.RepsOf(input.Scope, at).Select(r => input.Facts.Roster.NumberOf(r.Id))
            .Where(r => input.Scope.Kind == ScopeKind.Rep || family.ClosedOf(r) > 0 || staff.Contains(input.Facts.Reps[r].Id))];
    }

    private static string? Reason(KpiInput input, HelpFamily family, List<int> reps, List<int> judged)
    {
        if (family.Bar is null) return "no deal was closed in the 4 quarters before, which the bar comes from: configure a bar";
        if (judged.Count > 0) return null;
        return input.Scope.Kind == ScopeKind.Rep
            ? $"too few deals to judge: {family.ClosedOf(reps[0])} closed since {family.From:uuuu'-'MM'-'dd}, {WinRate.EnoughClosed} are needed"
            : $"no rep of {input.Scope} has closed {WinRate.EnoughClosed} deals since {family.From:uuuu'-'MM'-'dd}";
    }

    private static string Role(HelpFamily family, int rep) =>
        !family.IsJudged(rep) ? "excluded: too few deals to judge" : family.IsBelow(rep) ? "numerator+denominator" : "denominator";

    private static decimal? RateOf(HelpFamily family, int rep) => family.ClosedOf(rep) == 0 ? null : (decimal)family.WonOf(rep) / family.ClosedOf(rep);

    /// <summary>A rep who stands out is named, as new once and then as still until the rate reaches the bar; null: not named.</summary>
    private static KpiPart? Named(KpiInput input, HelpFamily family, int rep)
    {
        var before = WasNamed(input, rep);
        if (!family.IsFlagged(rep) && !before) return null;
        return KpiPart.Row(
            KpiPart.Of("rep", input.Facts.Reps[rep].Id),
            new KpiPart("won", family.WonOf(rep)),
            new KpiPart("closed", family.ClosedOf(rep)),
            new KpiPart("rate", RateOf(family, rep)),
            new KpiPart("p", (decimal)family.P(rep)),
            KpiPart.Of("state", before ? "still" : "new"));
    }

    private static bool WasNamed(KpiInput input, int rep)
    {
        var period = input.Period;
        for (var i = 0; i < (period.Kind == PeriodKind.Week ? LookBackWeeks : LookBackQuarters); i++)
        {
            period = input.Facts.Calendar.Previous(period);
            if (input.Facts.IsBeforeData(period)) return false;
            var family = HelpFamily.Of(input, period, period.End);
            if (family.IsFlagged(rep)) return true;
            if (family.Bar is not null && family.IsJudged(rep) && !family.IsBelow(rep)) return false;
        }

        return false;
    }
}
