using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>Figures of a CRM that shows no history, by what syncs have seen since an instant.</summary>
public class WatchedDealsTests
{
    private const string Why = "the CRM shows no history of deals";
    private static readonly Instant Since = Some.Instant("2017-09-15");

    [Fact]
    public void They_are_those_of_a_CRM_with_a_history()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var courses = DealCourses.Of(seed, 120);
            var (told, watched) = (Told(courses), Watched(courses, Since));
            foreach (var scope in RandomCompany.Scopes(told))
            {
                foreach (var kpi in new[] { "slippage", "pipeline-bridge", "pipeline-created", "forecast-accuracy" })
                    Assert.Equal(Shown(Some.Evaluate(told, kpi, scope: scope)), Shown(Some.Evaluate(watched, kpi, scope: scope)));
                Assert.Equal(Some.Evaluate(told, "won-revenue", scope: scope).Value, Some.Evaluate(watched, "won-revenue", scope: scope).Value);
                Assert.Equal(Moves(told, scope), Moves(watched, scope));
                foreach (var week in new[] { "2017-W41", "2017-W47" })
                    Assert.Equal(Shown(Some.Evaluate(told, "pipeline-coverage", week, scope)), Shown(Some.Evaluate(watched, "pipeline-coverage", week, scope)));
            }
        }
    }

    [Theory]
    [InlineData("slippage")]
    [InlineData("pipeline-bridge")]
    [InlineData("stage-conversion")]
    [InlineData("skills-gaps")]
    public void What_was_before_the_first_sync_is_not_known(string kpi)
    {
        var reason = Some.Evaluate(Watched(DealCourses.Of(1, 50), Some.Instant("2017-10-02")), kpi).Reason;
        Assert.Equal($"how deals were when 2017-Q4 began is not known: {Why}; what syncs have seen is known from 2017-10-02 on", reason);
    }

    [Fact]
    public void A_forecast_is_rebuilt_from_when_deals_were_watched_on()
    {
        Assert.NotNull(Some.Evaluate(Watched(DealCourses.Of(1, 120), Since), "forecast-accuracy").Value);
        var late = Some.Evaluate(Watched(DealCourses.Of(1, 120), Some.Instant("2017-12-10")), "forecast-accuracy");
        Assert.Null(late.Value);
        Assert.NotNull(late.Part("at1"));
    }

    [Fact]
    public void Deals_without_a_stamp_are_not_watched()
    {
        var company = Company();
        company.Builder.Watch(Since);
        var deal = Some.Deal(DealStatus.Open, id: "d", created: "2017-09-01", close: "2017-11-01") with { ModifiedAt = Deal.Unstamped };
        company.Builder.AddDeal([(deal, Since), (deal with { Close = Some.FactDate("2018-02-01") }, Some.Instant("2017-10-20"))]);
        var facts = company.Build();

        Assert.Null(facts.WatchedSince);
        Assert.Equal($"how deals were when 2017-Q4 began is not known: {Why}", Some.Evaluate(facts, "slippage").Reason);
    }

    [Fact]
    public void One_deal_without_a_stamp_leaves_the_others_watched_and_is_as_it_stands()
    {
        var company = Company().Rep("ann");
        company.Builder.Watch(Since);
        foreach (var (id, stamp) in new[] { ("with", Some.Instant("2017-10-10")), ("without", Deal.Unstamped) })
        {
            var deal = Some.Deal(DealStatus.Open, id: id, amount: 100, created: "2017-09-01", close: "2017-11-01") with { ModifiedAt = stamp };
            company.Builder.AddDeal([(deal, Since), (deal with { Amount = 300 }, Some.Instant("2017-10-20"))]);
        }

        var facts = company.Build();
        Assert.Equal(Since, facts.WatchedSince);
        Assert.Equal([("with", 100m), ("without", 300m)], facts.OpenAt(Scope.Company, Some.Instant("2017-10-01")).Select(d => (d.Id, d.Amount!.Value)).Order());
    }

    [Fact]
    public void Days_in_stages_are_counted_of_deals_that_were_seen_from_their_beginning()
    {
        Assert.Equal(9m, DaysOpen("2017-10-01"));
        Assert.Null(DaysOpen("2017-09-01"));

        static decimal? DaysOpen(string created)
        {
            var open = Some.Deal(DealStatus.Open, id: "d", created: created, close: "2017-11-01", stage: "open");
            var won = open with { Status = DealStatus.Won, StageId = "won", Close = Some.FactDate("2017-10-10") };
            var company = Company().Rep("ann").Stages("d");
            company.Builder.Watch(Since);
            company.Builder.AddDeal([(open with { ModifiedAt = Some.Instant(created) }, Some.Instant("2017-10-01T01:00:00Z")), (won with { ModifiedAt = Some.Instant("2017-10-10") }, Some.Instant("2017-10-11"))]);
            return Some.Evaluate(company.Build(), "sales-cycle").Parts.Single(p => p.Name == "stages").Rows.FirstOrDefault()?.Parts.Single(p => p.Name == "value").Value;
        }
    }

    [Fact]
    public void What_the_CRM_tells_of_a_field_goes_before_what_syncs_saw_until_then()
    {
        var deal = Some.Deal(DealStatus.Open, id: "d", amount: 300, created: "2017-09-20", close: "2017-11-01");
        var company = Company().Rep("ann");
        company.Builder.Watch(Since);
        company.Builder.AddDeal([(deal with { Amount = 200 }, Some.Instant("2017-09-22")), (deal, Some.Instant("2017-12-05")), (deal with { Amount = 400, ModifiedAt = Some.Instant("2017-12-20") }, Some.Instant("2017-12-21"))]);
        var facts = company.Change("d", DealField.Amount, "2017-09-20", "100").Change("d", DealField.Amount, "2017-09-21", "200").Change("d", DealField.Amount, "2017-12-01", "300").Build();

        Assert.Equal([100m, 200m, 200m, 300m, 400m], new[] { "2017-09-20T12:00:00Z", "2017-09-21T12:00:00Z", "2017-11-01", "2017-12-03", "2017-12-31" }
            .Select(at => facts.OpenAt(Scope.Company, Some.Instant(at)).Single().Amount!.Value));
    }

    private static Company Company() => Marked(Some.Company());

    private static Company Marked(Company company)
    {
        company.Builder.MarkMissing(FactKind.DealChange, Why);
        return company;
    }

    private static SalesFacts Told(IReadOnlyList<DealCourse> courses)
    {
        var company = DealCourses.Staff(Some.Company());
        foreach (var course in courses)
        {
            company.Deal(course.At(Some.Instant("2018-01-01"))!);
            foreach (var change in course.Changes) company.Builder.AddChange(change);
        }

        return company.Build();
    }

    private static SalesFacts Watched(IReadOnlyList<DealCourse> courses, Instant since)
    {
        var company = DealCourses.Staff(Company());
        company.Builder.Watch(since);
        foreach (var course in courses) company.Builder.AddDeal(course.SeenFrom(since));
        return company.Build();
    }

    private static List<StageMove> Moves(SalesFacts facts, Scope scope) =>
        [.. facts.StageMoves(scope, Some.Date("2017-10-01"), Some.Date("2018-01-01"), facts.AsOf).OrderBy(m => m.At).ThenBy(m => m.Deal).ThenBy(m => m.Stage)];

    private static string Shown(Core.Kpis.KpiResult result) =>
        string.Join("; ", [$"{result.Value} {result.Numerator} {result.Denominator} {result.Reason}", .. result.Parts.Where(p => p.Name != "history").Select(Shown)]);

    private static string Shown(Core.Kpis.KpiPart part) =>
        $"{part.Name} {part.Value} {part.Text} {(part.Parts.IsDefault ? "" : string.Join(", ", part.Parts.Select(Shown)))} {(part.Rows.IsDefault ? "" : string.Join(", ", part.Rows.Select(Shown)))}";
}
