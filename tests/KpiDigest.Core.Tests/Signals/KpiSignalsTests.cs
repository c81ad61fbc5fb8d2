using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Tests.Signals;

/// <summary>The catalogue's example 11 on results, from deals.</summary>
public sealed class KpiSignalsTests
{
    private static readonly decimal[] Sums = [52, 48, 55, 50, 47, 53, 49, 51, 54, 46, 50, 52];
    private static readonly (int Won, int Closed)[] Rates = [(6, 20), (5, 18), (8, 25), (7, 22), (4, 15), (9, 28), (6, 21), (7, 19), (5, 20), (8, 24), (6, 18), (7, 23)];

    [Theory]
    [InlineData(64_000, "high")]
    [InlineData(62_500, "none")]
    [InlineData(39_500, "low")]
    public void A_sum_beyond_the_limits_of_the_weeks_before_is_a_signal(int judged, string signal)
    {
        var result = Some.Evaluate(WithSums(judged), "won-revenue", "2017-W51");

        Assert.Equal(signal, result.Signal);
        Assert.Equal((39_595.95m, 62_836.13m), (decimal.Round(result.Range!.Low, 2), decimal.Round(result.Range.High, 2)));
    }

    [Theory]
    [InlineData(0, 24, "low")]
    [InlineData(1, 24, "none")]
    [InlineData(1, 8, "too-few")]
    public void A_rate_beyond_the_limits_of_the_weeks_before_is_a_signal(int won, int closed, string signal)
    {
        var result = Some.Evaluate(WithRates((won, closed)), "win-rate", "2017-W51");

        Assert.Equal(signal, result.Signal);
        if (closed == 24) Assert.Equal((0.025512m, 0.591089m), (decimal.Round(result.Range!.Low, 6), decimal.Round(result.Range.High, 6)));
    }

    [Theory]
    [InlineData(7, "none")]
    [InlineData(8, "run-high")]
    [InlineData(9, "none")]
    public void The_eighth_week_on_one_side_is_a_run_and_the_ninth_no_news(int above, string signal)
    {
        // As many weeks of noise as the baseline holds lie before the run: a run's own weeks are not its baseline.
        var company = Company();
        for (var i = 0; i < 40; i++) company.Deal(Some.Deal(close: Day(12 - i), created: "2017-01-02", amount: i < above ? 53_000 : (i - above) % 2 == 0 ? 48_000 : 52_000));
        Assert.Equal(signal, Some.Evaluate(company.Build(), "won-revenue", "2017-W51").Signal);
    }

    [Fact]
    public void With_season_twelve_weeks_are_no_history() =>
        Assert.Equal("no-history", Some.Evaluate(WithSums(64_000, new KpiRules()), "won-revenue", "2017-W51").Signal);

    [Fact]
    public void Weeks_before_the_data_begins_are_missing_not_zero()
    {
        var result = Some.Evaluate(WithSums(39_500), "won-revenue", "2017-W50");

        Assert.Equal(("no-history", (KpiRange?)null), (result.Signal, result.Range));
    }

    [Theory]
    [InlineData("won-revenue", "2017-Q4", "company")]
    [InlineData("won-revenue", "2017-W51", "rep:ann")]
    [InlineData("sales-cycle", "2017-W51", "company")]
    [InlineData("won-revenue", "2017-W52", "company")]
    public void Quarters_reps_other_kpis_and_weeks_to_date_are_not_charted(string kpi, string period, string scope)
    {
        var facts = WithSums(64_000);
        Assert.True(facts.TryResolve(scope, out var whose, out _));

        Assert.Equal("not-charted", Some.Evaluate(facts, kpi, period, whose).Signal);
    }

    [Fact]
    public void A_missing_source_has_no_history()
    {
        var company = Company();
        company.Builder.MarkMissing(FactKind.Deal, "deals were never synced");

        Assert.Equal("no-history", Some.Evaluate(company.Build(), "won-revenue", "2017-W51").Signal);
    }

    [Fact]
    public void A_week_is_computed_once_for_all_who_ask()
    {
        var facts = WithSums(64_000);
        var signals = new KpiSignals(facts);
        var week = Some.Period(facts, "2017-W51");
        KpiCatalogue.EvaluateWith(signals, Some.Kpi("won-revenue"), facts, Scope.Company, week);
        var touched = facts.RowsTouched;
        foreach (var past in signals.Weeks(week, 13)) signals.Value(Some.Kpi("won-revenue"), Scope.Company, past);

        Assert.Equal(touched, facts.RowsTouched);
    }

    [Fact]
    public void Explain_says_the_same_as_evaluate()
    {
        var facts = WithSums(64_000);

        Assert.Equal(Some.Evaluate(facts, "won-revenue", "2017-W51").Range, Some.Explain(facts, "won-revenue", "2017-W51").Result.Range);
    }

    private static Company Company(KpiRules? rules = null)
    {
        var settings = new SalesFactsSettings(Some.Instant("2017-12-29"), new Core.Periods.PeriodCalendar(NodaTime.DateTimeZone.Utc), "USD", new DealRules());
        return new Company(settings with { Kpis = rules ?? new KpiRules { SeasonalSignals = false } }).Rep("ann");
    }

    // The twelve weeks before 2017-W51, and that week.
    private static SalesFacts WithSums(decimal judged, KpiRules? rules = null)
    {
        var company = Company(rules);
        decimal[] sums = [.. Sums.Select(s => s * 1_000), judged];
        for (var i = 0; i < sums.Length; i++) company.Deal(Some.Deal(close: Day(i), created: Day(0), amount: sums[i]));
        return company.Build();
    }

    private static SalesFacts WithRates((int Won, int Closed) judged)
    {
        var company = Company();
        (int Won, int Closed)[] rates = [.. Rates, judged];
        for (var i = 0; i < rates.Length; i++)
        {
            var day = Day(i);
            company.Deals(rates[i].Won, () => Some.Deal(close: day, created: Day(0)));
            company.Deals(rates[i].Closed - rates[i].Won, () => Some.Deal(DealStatus.Lost, close: day, created: Day(0)));
        }

        return company.Build();
    }

    private static string Day(int week) => NodaTime.Text.LocalDatePattern.Iso.Format(Some.Date("2017-09-27").PlusWeeks(week));
}
