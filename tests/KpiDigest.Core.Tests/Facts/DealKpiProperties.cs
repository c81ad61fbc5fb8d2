using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>What holds for the KPIs on deals of any company, with splits, moves and reopened deals.</summary>
public class DealKpiProperties
{
    private static readonly string[] Additive = ["won-revenue", "pipeline-created", "pipeline-bridge", "new-large-clients", "competitive-displacements"];

    [Fact]
    public void Teams_and_unassigned_add_up_to_the_company() => Holds(facts =>
    {
        var rows = facts.Children(Scope.Company);
        foreach (var period in new[] { "2017-Q3", "2017-Q4" })
        {
            foreach (var id in Additive)
                if (Some.Evaluate(facts, id, period).Value is { } company) Assert.Equal(company, rows.Sum(r => Some.Evaluate(facts, id, period, r).Value ?? 0), 10);
            foreach (var id in new[] { "slippage", "lost-reasons", "win-rate" })
                if (Some.Evaluate(facts, id, period) is { Value: not null } company) Assert.Equal(company.Denominator, rows.Sum(r => Some.Evaluate(facts, id, period, r).Denominator ?? 0));
            Assert.Equal(Some.Evaluate(facts, "won-revenue", period).Value!.Value, facts.Reps.Sum(r => Some.Evaluate(facts, "won-revenue", period, Some.Rep(facts, r.Id)).Value!.Value) + Nobodys(facts, period), 10);
        }
    });

    [Fact]
    public void Split_credit_is_given_by_somebody_to_somebody() => Holds(facts =>
        Assert.Equal(0m, facts.Children(Scope.Company).Sum(r => Some.Evaluate(facts, "won-revenue", scope: r).Part("splitCredit")!.Value), 10));

    [Fact]
    public void Weeks_add_up_to_their_span_for_every_scope() => Holds(facts =>
    {
        var weeks = facts.Calendar.Trailing(Some.Period(facts, "2017-W50"), 10);
        foreach (var scope in RandomCompany.Scopes(facts))
        {
            var owned = facts.Closed(scope, weeks[0].Start, weeks[^1].End);
            var shares = facts.SharesOfClosed(scope, owned, weeks[0].Start, weeks[^1].End).Where(s => s.Deal is { Counted: true, Status: DealStatus.Won }).ToList();
            Assert.Equal(shares.Sum(s => s.Amount ?? 0), weeks.Sum(w => Some.Evaluate(facts, "won-revenue", w.Label, scope).Value!.Value), 10);
            Assert.Equal(owned.Count(d => d.Counted), weeks.Sum(w => Some.Evaluate(facts, "win-rate", w.Label, scope).Denominator!.Value));
        }
    });

    [Fact]
    public void A_team_that_has_nothing_to_do_with_it_changes_nothing() => Holds(facts =>
    {
        var with = RandomCompany.Build(_seed, f => f.Concat(Strangers()), 200);
        foreach (var kpi in KpiCatalogue.All.Where(k => k.Id is not ("skills-gaps" or "needs-help" or "new-large-clients")))
            foreach (var scope in RandomCompany.Scopes(facts).Where(s => s.Kind != ScopeKind.Company))
                foreach (var period in new[] { "2017-Q4", "2017-W47" }.Where(p => kpi.Cadences.Contains(p.Contains('W', StringComparison.Ordinal) ? PeriodKind.Week : PeriodKind.Quarter)))
                    Assert.Equal(Some.Evaluate(facts, kpi.Id, period, scope).Value, Some.Evaluate(with, kpi.Id, period, scope).Value);
    });

    [Fact]
    public void The_bridge_closes_with_what_is_open_and_due() => Holds(facts =>
    {
        foreach (var scope in new[] { Scope.Company, Scope.Unassigned, Some.Team(facts, "north"), Some.Team(facts, "south") })
            Assert.Equal(Some.Evaluate(facts, "pipeline-bridge", scope: scope).Value, BridgeSum(Some.Evaluate(facts, "pipeline-bridge", scope: scope)));
        var due = facts.OpenAt(Scope.Company).Where(d => d.Counted && d.Close >= Some.Date("2017-10-01") && d.Close < Some.Date("2018-01-01")).Sum(d => d.Amount ?? 0);
        Assert.Equal(due, Some.Evaluate(facts, "pipeline-bridge").Value!.Value, 10);
    });

    [Fact]
    public void Rates_lie_between_0_and_1_and_inside_their_intervals() => Holds(facts =>
    {
        foreach (var id in new[] { "win-rate", "needs-help", "slippage", "stage-conversion", "lost-reasons", "forecast-accuracy" })
            foreach (var scope in RandomCompany.Scopes(facts))
                if (Some.Evaluate(facts, id, "2017-Q3", scope) is { Value: { } value } result)
                {
                    Assert.InRange(value, 0, 1);
                    if (result.Interval is { } interval) Assert.InRange(value, interval.Low, interval.High);
                }
    });

    private static decimal BridgeSum(KpiResult result) => result.Parts.Where(p => p.Value is not null).Sum(p => p.Name is "won" or "lost" or "pushed" ? -p.Value!.Value : p.Value!.Value);

    /// <summary>What is credited to nobody known.</summary>
    private static decimal Nobodys(SalesFacts facts, string period)
    {
        var quarter = Some.Period(facts, period);
        return facts.Closed(Scope.Company, quarter.Start, quarter.End).Where(d => d is { Counted: true, Status: DealStatus.Won })
            .SelectMany(facts.ByRep).Where(s => s.Rep == facts.Roster.Unknown).Sum(s => s.Amount ?? 0);
    }

    private static IEnumerable<Action<Company>> Strangers() =>
    [
        c => c.Team("strangers"), c => c.Rep("zed", "strangers"), c => c.Quota(Some.Quota(100, rep: "zed", id: "q9")),
        c => c.Deal(Some.Deal(id: "z1", owner: "zed")), c => c.Deal(Some.Deal(DealStatus.Lost, id: "z2", owner: "zed", lostReason: "zzz")),
        c => c.Deal(Some.Deal(DealStatus.Open, id: "z3", owner: "zed", close: "2017-12-30")),
    ];

    [ThreadStatic]
    private static int _seed;

    private static void Holds(Action<SalesFacts> claim) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(8), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        _seed = seed;
        claim(RandomCompany.Build(seed, deals: 200));
    }));
}
