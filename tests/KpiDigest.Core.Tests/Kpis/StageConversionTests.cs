using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class StageConversionTests
{
    [Fact]
    public void Is_the_rate_of_the_stage_through_which_most_is_lost()
    {
        // Before: qualify 8 of 10, offer 5 of 8. Now: qualify 5 of 10 (leak 3), offer 3 of 5 (leak 0.125).
        var result = Some.Evaluate(Pipeline().Funnel("2017-05-01", 10, 8, 5).Funnel("2017-11-01", 10, 5, 3).Build(), "stage-conversion");

        Assert.Equal((0.5m, 5m, 10m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal(("qualify", 3m), (result.Parts.Single(p => p.Name == "stage").Text, result.Part("leak")));
        Assert.Equal([("qualify", 0.5m, 0.8m, 3m), ("offer", 0.6m, 0.625m, 0.125m), ("close", 1m, 1m, 0m)], Rows(result).Select(r => (r["stage"].Text!, r["value"].Value!.Value, r["before"].Value!.Value, r["leak"].Value!.Value)));
    }

    [Fact]
    public void Only_the_last_exit_counts_going_back_is_none_and_what_was_skipped_was_not_entered()
    {
        var company = Pipeline().Funnel("2017-05-01", 10, 10, 10);
        // Forward to offer, back, then lost from qualify: one exit from qualify (lost), none from offer.
        company.Deal(Some.Deal(DealStatus.Lost, id: "back")).Path("back", ("2017-10-02", "qualify"), ("2017-10-10", "offer"), ("2017-10-20", "qualify"), ("2017-11-15", "lost"));
        // From qualify straight to close: offer was skipped.
        company.Deal(Some.Deal(id: "skip")).Path("skip", ("2017-10-02", "qualify"), ("2017-10-10", "close"), ("2017-11-15", "won"));

        var result = Some.Evaluate(company.Build(), "stage-conversion");

        Assert.Equal((1m, 1m), (result.Part("backward"), result.Part("skipped")));
        Assert.Equal([("qualify", 1m, 2m), ("close", 1m, 1m)], Rows(result).Select(r => (r["stage"].Text!, r["numerator"].Value!.Value, r["denominator"].Value!.Value)));
        Assert.Equal(KpiStatus.NoData, result.Status);
    }

    [Fact]
    public void An_exit_belongs_to_the_owner_at_that_instant()
    {
        var facts = Pipeline().Rep("bob").Funnel("2017-05-01", 5, 5, 5).Funnel("2017-11-01", 5, 5, 5)
            .Deal(Some.Deal(DealStatus.Lost, id: "d", owner: "bob")).Path("d", ("2017-10-02", "qualify"), ("2017-10-10", "offer"), ("2017-11-15", "lost"))
            .Change("d", DealField.Owner, "2017-10-02", "ann").Change("d", DealField.Owner, "2017-11-01", "bob").Build();

        Assert.Equal([("qualify", 6m, 6m), ("offer", 5m, 5m), ("close", 5m, 5m)], Rows(Some.Evaluate(facts, "stage-conversion", scope: Some.Rep(facts, "ann"))).Select(Counts));
        Assert.Equal([("offer", 0m, 1m)], Rows(Some.Evaluate(facts, "stage-conversion", scope: Some.Rep(facts, "bob"))).Select(Counts));
    }

    [Theory]
    [InlineData("2017-09-30", 0)]
    [InlineData("2017-10-01", 1)]
    [InlineData("2017-12-31", 1)]
    [InlineData("2018-01-01", 0)]
    public void An_exit_counts_on_its_own_day(string day, int exits)
    {
        var facts = Pipeline("2018-06-01").Deal(Some.Deal(DealStatus.Lost, id: "d", created: "2017-09-01", close: day)).Path("d", ("2017-09-01", "qualify"), ($"{day}T12:00:00Z", "lost")).Build();

        Assert.Equal(exits, Rows(Some.Evaluate(facts, "stage-conversion")).Count());
    }

    [Fact]
    public void Says_that_no_history_is_known() =>
        Assert.Equal("no stage history of deals is known (the CRM's history of the stage field)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "stage-conversion").Reason);

    internal static Company Pipeline(string asOf = "2018-01-01")
    {
        var company = Some.Company(asOf).Rep("ann").Stages("x");
        foreach (var (stage, order) in new[] { ("qualify", 1), ("offer", 2), ("close", 3) }) company.Builder.AddStage(Some.Stage(stage, DealStatus.Open) with { Order = order });
        return company;
    }

    private static (string, decimal, decimal) Counts(Dictionary<string, KpiPart> row) => (row["stage"].Text!, row["numerator"].Value!.Value, row["denominator"].Value!.Value);

    private static IEnumerable<Dictionary<string, KpiPart>> Rows(KpiResult result) => result.Parts.Single(p => p.Name == "stages").Rows.Select(r => r.Parts.ToDictionary(p => p.Name));
}

/// <summary>Ways of deals through the pipeline of <see cref="StageConversionTests.Pipeline"/>.</summary>
internal static class Funnels
{
    /// <summary>Deals that enter qualify; so many of them go on to offer, and so many of those to close and are won; the others are lost where they are.</summary>
    public static Company Funnel(this Company company, string day, int entered, int offered, int won, string owner = "ann")
    {
        for (var i = 0; i < entered; i++)
        {
            var id = $"{owner}-{day}-{i}-{entered}-{offered}-{won}";
            company.Deal(Some.Deal(i < won ? DealStatus.Won : DealStatus.Lost, id: id, owner: owner, created: day, close: Some.Date(day).PlusDays(20).ToString("uuuu-MM-dd", null)));
            company.Path(id, (day, "qualify"));
            if (i < offered) company.Path(id, (Later(day, 5), "offer"));
            if (i < won) company.Path(id, (Later(day, 10), "close"));
            company.Path(id, (Later(day, 20), i < won ? "won" : "lost"));
        }

        return company;
    }

    public static Company Path(this Company company, string deal, params (string At, string Stage)[] entries)
    {
        foreach (var (at, stage) in entries) company.Change(deal, DealField.Stage, at, stage);
        return company;
    }

    private static string Later(string day, int days) => Some.Date(day).PlusDays(days).ToString("uuuu-MM-dd", null);
}
