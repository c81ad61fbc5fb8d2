using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Digests;

public sealed class StatusBandsTests
{
    [Theory]
    [InlineData(1.00, "good")]
    [InlineData(0.9999, "warn")]
    [InlineData(0.90, "warn")]
    [InlineData(0.8999, "bad")]
    public void Pace_is_green_from_one_and_amber_from_nine_tenths(decimal pace, string tone)
    {
        Assert.Equal(tone, StatusBands.Default.OfAchievement(Result("target-achievement", 0.5m, ("pace", pace)) with { ToDate = true }).Tone);
        Assert.Equal(tone, StatusBands.Default.OfAchievement(Result("target-achievement", pace)).Tone);
    }

    [Fact]
    public void A_running_quarter_is_not_judged_by_its_value() =>
        Assert.Equal("muted", StatusBands.Default.OfAchievement(Result("target-achievement", 0.1m) with { ToDate = true }).Tone);

    [Theory]
    [InlineData(3.0, "good")]
    [InlineData(2.999, "warn")]
    [InlineData(2.4, "warn")]
    [InlineData(2.399, "bad")]
    public void Cover_is_judged_against_what_is_required(decimal cover, string tone) => Assert.Equal(tone, StatusBands.Default.OfCoverage(Result("pipeline-coverage", cover)).Tone);

    [Fact]
    public void A_met_quota_is_never_red() =>
        Assert.Equal("good", StatusBands.Default.OfCoverage(new KpiResult { Kpi = "pipeline-coverage", Unit = KpiUnit.Ratio, Status = KpiStatus.NoData, Reason = "quota met (104 %)" }).Tone);

    [Theory]
    [InlineData(0.10, "good")]
    [InlineData(0.1001, "warn")]
    [InlineData(0.20, "warn")]
    [InlineData(0.2001, "bad")]
    public void Fewer_stale_deals_are_better(decimal share, string tone) => Assert.Equal(tone, StatusBands.Default.OfStale(Result("stale-deals", 5, ("shareOfOpen", share))).Tone);

    [Theory]
    [InlineData(ScopeKind.Company, 0.60, "good")]
    [InlineData(ScopeKind.Team, 0.5999, "warn")]
    [InlineData(ScopeKind.Team, 0.40, "warn")]
    [InlineData(ScopeKind.Team, 0.3999, "bad")]
    [InlineData(ScopeKind.Rep, 0.60, "bad")]
    [InlineData(ScopeKind.Rep, 1.00, "good")]
    public void Attainment_is_a_share_of_reps_and_for_a_rep_a_share_of_quota(ScopeKind kind, decimal value, string tone) =>
        Assert.Equal(tone, StatusBands.Default.OfAttainment(Result("quota-attainment", value) with { Scope = new Scope(kind, "x", "x") }).Tone);

    // The catalogue's section 5, as it stands there.
    [Theory]
    [InlineData("pace", 1.00, 0.90)]
    [InlineData("quota-attainment", 0.60, 0.40)]
    [InlineData("forecast at 4 weeks", 0.90, 0.80)]
    [InlineData("forecast at 12 weeks", 0.80, 0.65)]
    [InlineData("forecast bias", 0.05, 0.10)]
    [InlineData("slippage", 0.20, 0.35)]
    [InlineData("stale", 0.10, 0.20)]
    [InlineData("touched", 0.80, 0.60)]
    [InlineData("coached", 0.80, 0.60)]
    [InlineData("leadShare", 0.50, 0.33)]
    [InlineData("retention", 0.85, 0.75)]
    [InlineData("eNPS", 20, 0)]
    [InlineData("response", 0.70, 0.50)]
    [InlineData("needs-help", 0.25, 0.40)]
    [InlineData("concentration", 0.50, 0.65)]
    [InlineData("GRR", 0.90, 0.80)]
    [InlineData("NRR", 1.00, 0.90)]
    [InlineData("CLV:CAC", 3, 1)]
    public void Every_band_of_the_catalogue_judges_at_its_bounds(string name, decimal green, decimal amber)
    {
        var band = Assert.Single(StatusBands.Default.All, b => b.Name == name);
        var worse = green < amber ? 0.0001m : -0.0001m;
        Assert.Equal(["good", "warn", "warn", "bad"], new[] { green, green + worse, amber, amber + worse }.Select(v => band.Of(v).Tone));
        Assert.Equal("muted", band.Of(null).Tone);
    }

    [Theory]
    [InlineData("win-rate")]
    [InlineData("average-deal")]
    [InlineData("sales-cycle")]
    [InlineData("cac")]
    [InlineData("pipeline-created")]
    [InlineData("website-traffic")]
    public void What_has_no_target_gets_no_verdict(string kpi) => Assert.Equal(DigestStatus.None(""), StatusBands.Default.Of(Result(kpi, 0.5m)));

    [Theory]
    [InlineData("slippage", 0.36, "bad")]
    [InlineData("needs-help", 0.25, "good")]
    [InlineData("rep-retention", 0.80, "warn")]
    [InlineData("forecast-accuracy", 0.91, "good")]
    [InlineData("goal-concentration", 0.70, "bad")]
    [InlineData("client-engagement", 0.80, "good")]
    public void A_kpis_value_is_judged_by_its_band(string kpi, decimal value, string tone) => Assert.Equal(tone, StatusBands.Default.Of(Result(kpi, value)).Tone);

    [Fact]
    public void Missing_data_is_no_verdict()
    {
        Assert.Equal("muted", StatusBands.Default.OfAchievement(null).Tone);
        Assert.Equal("muted", StatusBands.Default.OfCoverage(null).Tone);
        Assert.Equal("muted", StatusBands.Default.OfStale(null).Tone);
        Assert.Equal("muted", StatusBands.Default.OfAttainment(null).Tone);
    }

    private static KpiResult Result(string kpi, decimal value, params (string Name, decimal Value)[] parts) => new()
    {
        Kpi = kpi,
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.Ok,
        Value = value,
        Parts = [.. parts.Select(p => new KpiPart(p.Name, p.Value))],
    };
}
