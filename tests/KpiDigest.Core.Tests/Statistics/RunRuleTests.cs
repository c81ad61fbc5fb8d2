using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class RunRuleTests
{
    [Fact]
    public void Eight_on_one_side_are_a_run_and_seven_are_not()
    {
        Assert.Equal(1, RunRule.Side(Sides(8, 1)));
        Assert.Equal(-1, RunRule.Side(Sides(9, -1)));
        Assert.Equal(0, RunRule.Side(Sides(7, 1)));
        Assert.Equal(0, RunRule.Side([]));
    }

    [Fact]
    public void Only_the_newest_eight_count() => Assert.Equal(1, RunRule.Side([-1, .. Sides(8, 1)]));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(null)]
    public void The_other_side_the_center_and_a_missing_week_break_a_run(int? breaker)
    {
        Assert.Equal(0, RunRule.Side([.. Sides(7, 1), breaker, .. Sides(7, 1)]));
        Assert.Equal(0, RunRule.Side([.. Sides(8, 1), breaker]));
    }

    private static int?[] Sides(int count, int side) => [.. Enumerable.Repeat((int?)side, count)];
}
