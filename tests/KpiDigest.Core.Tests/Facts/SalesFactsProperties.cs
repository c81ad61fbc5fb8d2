using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>What holds for any company, at T and as of any instant before.</summary>
public class SalesFactsProperties
{
    private static readonly Instant?[] Views = [null, Some.Instant("2017-12-01T08:00:00Z"), Some.Instant("2017-10-01"), Some.Instant("2017-06-15T13:00:00Z")];

    [Fact]
    public void Teams_and_unassigned_add_up_to_the_company() => Holds(facts =>
    {
        var rows = facts.Children(Scope.Company);
        Assert.Contains(Scope.Unassigned, rows);
        foreach (var view in Views)
        {
            AssertPartition(s => Ids(facts.Closed(s, Some.Date("2017-05-01"), Some.Date("2018-02-01"), view)), rows);
            AssertPartition(s => Ids(facts.Created(s, Some.Date("2017-05-01"), Some.Date("2018-02-01"), view)), rows);
            AssertPartition(s => Ids(facts.OpenAt(s, view)), rows);
        }

        foreach (var id in new[] { "won-revenue", "pipeline-created" })
            Assert.Equal(Some.Evaluate(facts, id).Value, rows.Sum(r => Some.Evaluate(facts, id, scope: r).Value));
        Assert.Equal(Some.Evaluate(facts, "win-rate").Denominator, rows.Sum(r => Some.Evaluate(facts, "win-rate", scope: r).Denominator));
    });

    [Fact]
    public void Reps_and_unowned_deals_add_up_to_the_company() => Holds(facts =>
    {
        var reps = facts.Reps.Select(r => Some.Rep(facts, r.Id)).ToList();
        foreach (var view in Views)
        {
            var all = facts.Closed(Scope.Company, Some.Date("2017-05-01"), Some.Date("2018-02-01"), view);
            Assert.Equal(
                all.Where(d => d.OwnerId is not null).Select(d => d.Id).Order(StringComparer.Ordinal),
                reps.SelectMany(r => Ids(facts.Closed(r, Some.Date("2017-05-01"), Some.Date("2018-02-01"), view))).Order(StringComparer.Ordinal));
        }
    });

    [Fact]
    public void A_deal_is_open_or_closed_but_never_both_and_never_twice() => Holds(facts =>
    {
        foreach (var view in Views)
        {
            string[] ids = [.. Ids(facts.OpenAt(Scope.Company, view)), .. Ids(facts.Closed(Scope.Company, Some.Date("2000-01-01"), Some.Date("2100-01-01"), view))];
            Assert.Equal(ids.Length, ids.Distinct().Count());
            if (view is null) Assert.Equal(facts.Coverage.Deals, ids.Length);
        }
    });

    [Fact]
    public void The_weeks_of_a_span_hold_each_deal_of_the_span_once() => Holds(facts =>
    {
        var whole = facts.Closed(Scope.Company, Some.Date("2017-05-01"), Some.Date("2017-12-25"));
        var weeks = facts.Calendar.Trailing(Some.Period(facts, "2017-W51"), 34);
        Assert.Equal(Some.Date("2017-05-01"), weeks[0].Start);
        Assert.Equal(Ids(whole).Order(StringComparer.Ordinal), weeks.SelectMany(w => Ids(facts.Closed(Scope.Company, w.Start, w.End))).Order(StringComparer.Ordinal));
        Assert.Equal(
            whole.Where(d => d is { Counted: true, Status: DealStatus.Won }).Sum(d => d.Amount ?? 0),
            weeks.Sum(w => Some.Evaluate(facts, "won-revenue", w.Label).Value));
    });

    [Fact]
    public void The_order_of_records_changes_nothing() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(Seeds(), seed =>
    {
        var (one, other) = (RandomCompany.Build(seed, deals: 120), RandomCompany.Build(seed, facts => Shuffle(facts, seed), 120));
        foreach (var scope in RandomCompany.Scopes(one))
            foreach (var kpi in KpiCatalogue.All)
                foreach (var period in new[] { "2017-Q4", "2017-W47" }.Where(p => kpi.Cadences.Contains(p.Contains('W', StringComparison.Ordinal) ? PeriodKind.Week : PeriodKind.Quarter)))
                    Assert.Equal(Text(Some.Explain(one, kpi.Id, period, scope)), Text(Some.Explain(other, kpi.Id, period, scope)));
    }));

    [Fact]
    public void A_view_before_T_says_what_facts_as_of_that_instant_say() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(Seeds(), seed =>
    {
        // An hour no deal changes at: T sees its own instant, an earlier view ends just before it.
        var (now, then) = (RandomCompany.Build(seed, deals: 120), RandomCompany.Build(seed, deals: 120, asOf: "2017-11-20T23:00:00.0000001Z"));
        foreach (var scope in RandomCompany.Scopes(now).Where(s => s.Kind != ScopeKind.Rep || then.Reps.Any(r => r.Id == s.Id)))
        {
            Assert.Equal(Rows(then.OpenAt(scope)), Rows(now.OpenAt(scope, then.AsOf)));
            Assert.Equal(Rows(then.Closed(scope, Some.Date("2017-05-01"), Some.Date("2018-01-01"))), Rows(now.Closed(scope, Some.Date("2017-05-01"), Some.Date("2018-01-01"), then.AsOf)));
            Assert.Equal(Rows(then.Created(scope, Some.Date("2017-05-01"), Some.Date("2018-01-01"))), Rows(now.Created(scope, Some.Date("2017-05-01"), Some.Date("2018-01-01"), then.AsOf)));
        }
    }));

    private static void Holds(Action<SalesFacts> claim) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(Seeds(), seed => claim(RandomCompany.Build(seed, deals: 200))));

    private static Arbitrary<int> Seeds() => Arb.From(Gen.Choose(0, int.MaxValue));

    private static void AssertPartition(Func<Scope, IEnumerable<string>> slice, IReadOnlyList<Scope> rows) =>
        Assert.Equal(slice(Scope.Company).Order(StringComparer.Ordinal), rows.SelectMany(slice).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Ids(IEnumerable<DealRow> rows) => rows.Select(d => d.Id);

    private static IEnumerable<string> Rows(IEnumerable<DealRow> rows) =>
        rows.Select(d => $"{d.Id} {d.OwnerId} {d.Status} {d.Close} {d.Amount} {d.LeftOut}").Order(StringComparer.Ordinal);

    private static string Text((KpiResult Result, IReadOnlyList<KpiRecord> Records) answer) =>
        string.Join('\n', [
            $"{answer.Result.Status} {answer.Result.Reason} {answer.Result.Value} {answer.Result.Numerator} {answer.Result.Denominator} {answer.Result.Interval}",
            string.Join(' ', answer.Result.Parts.Select(p => $"{p.Name}={p.Value}{p.Text}")), $"{answer.Result.Previous} {answer.Result.YearAgo}", .. answer.Records.Select(r => r.ToString())]);

    private static Action<Company>[] Shuffle(IEnumerable<Action<Company>> facts, int seed)
    {
        var shuffled = facts.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
