using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WebsiteTrafficTests
{
    [Fact]
    public void Sums_the_sessions_of_the_period_and_the_files_own_leads()
    {
        var facts = Traffic("2018-02-01", ("2017-12-10", "search", 1000, 9), ("2017-12-11", "search", 60, 3), ("2017-12-11", "mail", 40, 0), ("2017-12-17", "search", 100, 7), ("2017-12-18", "search", 1000, 9)).Build();

        var result = Some.Evaluate(facts, "website-traffic", "2017-W50");

        Assert.Equal((200m, 0.05m, 10m, KpiStatus.Ok), (result.Value, result.Part("leadRate"), result.Part("leads"), result.Status));
        Assert.Equal([("search", 160m, 10 / 160m), ("mail", 40m, 0m)], result.Parts.Single(p => p.Name == "bySource").Rows.Select(r => (r.Parts[0].Text!, r.Parts[1].Value!.Value, r.Parts[3].Value!.Value)));
        Assert.Equal(1000m, result.Previous!.Value);
    }

    [Fact]
    public void A_day_counts_once_it_has_begun_before_T()
    {
        var rows = new[] { ("2017-12-11", "search", 1, 0), ("2017-12-12", "search", 10, 0), ("2017-12-13", "search", 100, 0) };

        Assert.Equal(1m, Some.Evaluate(Traffic("2017-12-12", rows).Build(), "website-traffic", "2017-W50").Value);
        Assert.Equal(11m, Some.Evaluate(Traffic("2017-12-12T00:00:01Z", rows).Build(), "website-traffic", "2017-W50").Value);
    }

    [Fact]
    public void A_week_beyond_the_file_is_no_data_and_one_that_it_ends_in_is_partial()
    {
        var facts = Traffic("2018-02-01", ("2017-12-01", "search", 5, 0), ("2017-12-13", "search", 50, 1)).Build();

        Assert.Equal("traffic.csv holds no day of 2017-W51: it goes from 2017-12-01 to 2017-12-13", Some.Evaluate(facts, "website-traffic", "2017-W51").Reason);
        Assert.Equal((KpiStatus.Partial, 50m, "traffic.csv ends on 2017-12-13"), (Some.Evaluate(facts, "website-traffic", "2017-W50").Status, Some.Evaluate(facts, "website-traffic", "2017-W50").Value, Some.Evaluate(facts, "website-traffic", "2017-W50").Reason));
        Assert.Equal((KpiStatus.Ok, 0m, null), (Some.Evaluate(facts, "website-traffic", "2017-W49").Status, Some.Evaluate(facts, "website-traffic", "2017-W49").Value, Some.Evaluate(facts, "website-traffic", "2017-W49").Part("leadRate")));
    }

    [Fact]
    public void Teams_have_no_website() =>
        Assert.Equal(KpiStatus.NotApplicable, Some.Evaluate(Traffic("2018-02-01").Build(), "website-traffic", scope: Scope.Unassigned).Status);

    private static Company Traffic(string asOf, params (string Date, string Source, int Sessions, int Leads)[] rows) => Some.Company(asOf).Rep("ann").Deal(Some.Deal(created: "2017-01-01"))
        .Supplements(s => s with { Traffic = [.. rows.Select(r => new Traffic($"{r.Date} {r.Source}", Some.Date(r.Date), r.Source, r.Sessions, r.Leads))] });
}
