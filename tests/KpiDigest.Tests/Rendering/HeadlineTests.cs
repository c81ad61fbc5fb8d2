using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Rendering;

public sealed class HeadlineTests
{
    [Fact]
    public void A_quarter_that_ended_comes_first() =>
        Assert.Equal("Q4 2017 closed at €15.1M, 98% of the €15.4M quota", Headline(SomeWeeks.QuarterEnded()));

    [Fact]
    public void Then_a_cover_that_is_too_low() =>
        Assert.Equal("Pipeline cover for Q4 2017 is down to 1.2×; 3.0× is needed", Headline(SomeWeeks.LowCover()));

    [Fact]
    public void Else_the_week_and_the_pace() =>
        Assert.Equal("Won €1.24M this week, within normal range; the quarter stands at 94% of plan to date", Headline(SomeFigures.Weekly()));

    [Fact]
    public void Without_quotas_only_the_week() =>
        Assert.Equal("Won €1.24M this week, within normal range", Headline(SomeFigures.Weekly(quota: false)));

    [Fact]
    public void Nothing_to_compare_with_is_not_compared() => Assert.StartsWith("Won €84,000".Replace("84,000", "84K", StringComparison.Ordinal) + " this week; the quarter", Headline(SomeWeeks.First()), StringComparison.Ordinal);

    [Fact]
    public void A_landing_that_misses_the_quota_comes_before_signals() =>
        Assert.Equal("Q4 2017 is likely to land at €14.3M to €15.1M, below the €15.4M quota", Headline(SomeWeeks.Signals()));

    [Fact]
    public void Missing_data_is_said_with_its_cause() => Assert.Equal("No figure for won revenue this week: Deals were never synced", Headline(SomeWeeks.Empty()));

    private static string Headline(DigestFigures figures) =>
        WeeklyComposer.Compose(figures, new Dictionary<(FactKind Kind, string Id), NamedRecord>(), SomeFigures.Audience()).Headline;
}
