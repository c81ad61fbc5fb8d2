using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class ForecastAccuracyTests
{
    [Fact]
    public void Catalogue_example_8()
    {
        var facts = Example8().Build();

        var company = Some.Evaluate(facts, "forecast-accuracy");

        Assert.Equal((850m, 780m), (company.Numerator, company.Denominator));
        Assert.Equal((0.910256m, 0.089744m, 0.705128m), (Math.Round(company.Value!.Value, 6), Math.Round(company.Part("bias")!.Value, 6), Math.Round(company.Part("wape")!.Value, 6)));
        Assert.Equal((0.75m, 0.789474m), (Team(facts, "A").Value!.Value, Math.Round(Team(facts, "B").Value!.Value, 6)));
        Assert.Equal((KpiStatus.NoData, "nothing was won in 2017-Q4; the forecast missed by 50 USD", 50m), (Team(facts, "C").Status, Team(facts, "C").Reason, Team(facts, "C").Part("error")));
        Assert.Equal("own", company.Parts.Single(p => p.Name == "snapshots").Text);
    }

    [Fact]
    public void Catalogue_example_8_a_forecast_of_more_than_twice_the_result_is_0()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 400)).Forecast(900, "2017-12-04").Build();

        Assert.Equal(0m, Some.Evaluate(facts, "forecast-accuracy").Value);
    }

    [Theory]
    [InlineData("2017-12-04", 0.75, null)]
    [InlineData("2017-11-27", 0.75, null)]
    [InlineData("2017-11-26", null, "no forecast of 2017-Q4 was taken in the week that ended 4 weeks before its end")]
    [InlineData("2017-12-05", null, "no forecast of 2017-Q4 was taken, and there is no history")]
    public void The_snapshot_is_the_latest_by_4_weeks_before_the_end_and_at_most_7_days_older(string taken, double? expected, string? reason)
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 400)).Forecast(500, taken).Build();

        var result = Some.Evaluate(facts, "forecast-accuracy");

        Assert.Equal((decimal?)expected, result.Value);
        Assert.StartsWith(reason ?? "", result.Reason ?? "", StringComparison.Ordinal);
        Assert.Equal(reason is null, result.Reason is null);
    }

    [Fact]
    public void What_lies_before_the_first_snapshot_is_rebuilt_and_what_comes_after_is_not()
    {
        // Taken for the first time two weeks before the end, of a quarter whose deal was committed at 300 and won at 200.
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(id: "d", amount: 200, close: "2017-12-28") with { ForecastCategory = "CLOSED" })
            .Stages("d", ("2017-10-01", "open"), ("2017-12-28", "won")).Change("d", DealField.ForecastCategory, "2017-10-01", "COMMIT")
            .Change("d", DealField.Close, "2017-10-01", "2017-12-28").Change("d", DealField.Amount, "2017-10-01", "300").Change("d", DealField.Amount, "2017-12-28", "200")
            .Forecast(190, "2017-12-18").Forecast(190, "2017-12-24").Build();

        var result = Some.Evaluate(facts, "forecast-accuracy");

        Assert.Equal((0.5m, 0.95m), (result.Part("at4"), result.Part("at1")));
        Assert.Equal("rebuilt", result.Parts.Single(p => p.Name == "snapshots").Text);
    }

    [Fact]
    public void The_latest_of_several_counts_and_own_ones_beat_the_crms()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 400)).Forecast(800, "2017-11-28").Forecast(500, "2017-12-03").Forecast(400, "2017-12-04", source: "crm")
            .Forecast(440, "2017-10-09").Forecast(410, "2017-11-06").Forecast(404, "2017-12-25").Build();

        var result = Some.Evaluate(facts, "forecast-accuracy");

        Assert.Equal((0.75m, 0.9m, 0.975m, 0.75m, 0.99m), (result.Value, result.Part("at12"), result.Part("at8"), result.Part("at4"), result.Part("at1")));
        Assert.Equal("own", result.Parts.Single(p => p.Name == "snapshots").Text);
    }

    [Fact]
    public void Without_snapshots_it_is_rebuilt_from_what_was_won_and_committed_then()
    {
        var company = Some.Company().Rep("ann");
        company.Builder.AddStage(Some.Stage("late", DealStatus.Open) with { Probability = 0.5m });
        foreach (var (id, amount, category, expected, won) in new[]
        {
            ("early", 100m, "PIPELINE", "2017-11-15", "2017-11-15"), ("commit", 200m, "commit", "2017-12-20", "2017-12-18"), ("best", 300m, "Best_Case", "2017-12-20", "2017-12-19"),
            ("next", 400m, "COMMIT", "2018-01-05", null), ("pushed", 150m, "COMMIT", "2017-12-20", null),
        })
        {
            company.Deal(Some.Deal(won is null ? DealStatus.Open : DealStatus.Won, id: id, amount: amount, close: won ?? "2018-02-01") with { ForecastCategory = won is null ? category : "CLOSED" })
                .Stages(id, ("2017-10-01", "late")).Change(id, DealField.ForecastCategory, "2017-10-01", category).Change(id, DealField.Close, "2017-10-01", expected).Change(id, DealField.Close, "2017-12-10", won ?? "2018-02-01");
            if (won is not null) company.Stages(id, (won, "won")).Change(id, DealField.ForecastCategory, won, "CLOSED");
        }

        var (result, records) = Some.Explain(company.Build(), "forecast-accuracy");

        Assert.Equal([("commit", 200m), ("early", 100m), ("pushed", 150m)], records.Where(r => r.Role == "forecast").Select(r => (r.Id, r.Amount!.Value)).Order());
        Assert.Equal((450m, 600m, 0.75m), (result.Numerator, result.Denominator, result.Value));
        Assert.Equal((750m, 100m + (650m * 0.5m)), (result.Part("bestCase"), result.Part("weighted")));
        Assert.Equal("rebuilt", result.Parts.Single(p => p.Name == "snapshots").Text);
    }

    [Fact]
    public void Without_snapshots_or_history_it_says_what_is_missing()
    {
        Assert.StartsWith("no forecast of 2017-Q4 was taken, and there is no history of forecast categories", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "forecast-accuracy").Reason, StringComparison.Ordinal);
        Assert.Equal("2017-Q4 has not ended: what it brings in is not known yet", Some.Evaluate(Some.Company("2017-12-20").Rep("ann").Deal(Some.Deal()).Build(), "forecast-accuracy").Reason);
    }

    private static KpiResult Team(SalesFacts facts, string team) => Some.Evaluate(facts, "forecast-accuracy", scope: Some.Team(facts, team));

    private static Company Example8() => Some.Company().Team("A").Team("B").Team("C").Rep("a", "A").Rep("b", "B").Rep("c", "C")
        .Deal(Some.Deal(owner: "a", amount: 400)).Deal(Some.Deal(owner: "b", amount: 380))
        .Forecast(850, "2017-12-03").Forecast(500, "2017-12-03", "A").Forecast(300, "2017-12-03", "B").Forecast(50, "2017-12-03", "C");
}
