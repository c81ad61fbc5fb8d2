using KpiDigest.Core.Digests.Weekly;

namespace KpiDigest.Core.Tests.Digests;

public sealed class BulletBarTests
{
    [Theory]
    [InlineData(0.64, 0.68, 0.612, 1.05)]
    [InlineData(0, 1, 0.9, 1.4)]
    [InlineData(9, 3, 2.4, 9.45)]
    [InlineData(0.17, 0.10, 0.20, 0.4)]
    [InlineData(5, 5, 5, 5)]
    public void Widths_are_positive_and_add_up_to_a_hundred(decimal value, decimal marker, decimal second, decimal end)
    {
        var cells = BulletBar.Draw(value, marker, second, end)!.Cells;
        Assert.All(cells, c => Assert.InRange(c.Width, 1, 100));
        Assert.Equal(100, cells.Sum(c => c.Width));
        Assert.Single(cells, c => c.Measure == "tick");
    }

    [Fact]
    public void The_value_fills_from_the_left_and_the_bands_lie_beside_it()
    {
        var cells = BulletBar.Draw(0.5m, 0.8m, 0.7m, 1m)!.Cells;
        Assert.Equal(["value:low:50", "low:low:20", "mid:mid:10", "tick:tick:1", "high:high:19"], cells.Select(c => $"{c.Measure}:{c.Band}:{c.Width}"));
    }

    [Fact]
    public void Without_a_scale_there_is_no_bar() => Assert.Null(BulletBar.Draw(0, null, null, 0));
}
