using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class ShapleyEffectsTests
{
    [Fact]
    public void Catalogue_example_9()
    {
        Assert.Equal((11116.67m, 17483.33m, -5800m), Rounded(ShapleyEffects.Between((20, 5, 50_000), (24, 8, 72_800))));
        Assert.Equal((-17500m, -32500m, 0m), Rounded(ShapleyEffects.Between((20, 5, 50_000), (6, 0, 0))));
        Assert.Equal((-50000m, 0m, 0m), Rounded(ShapleyEffects.Between((20, 5, 50_000), (0, 0, 0))));
    }

    [Fact]
    public void There_is_no_split_where_a_factor_is_undefined_in_both_periods()
    {
        Assert.Null(ShapleyEffects.Between((0, 0, 0), (0, 0, 0)));
        Assert.Null(ShapleyEffects.Between((4, 0, 0), (6, 0, 0)));
    }

    [Fact]
    public void Always_adds_up_exactly()
    {
        var period = from lost in Gen.Choose(0, 40)
                     from won in Gen.Choose(0, 40)
                     from cents in Gen.Choose(1, 10_000_000)
                     select (Closed: won + lost, Won: won, Amount: won == 0 ? 0 : cents / 100m);
        var pairs = Arb.From(from a in period from b in period select (a, b));
        Check.QuickThrowOnFailure(Prop.ForAll(pairs, p =>
            ShapleyEffects.Between(p.a, p.b) is not { } e || e.Closed + e.WinRate + e.AverageDeal == p.b.Amount - p.a.Amount));
    }

    private static (decimal, decimal, decimal) Rounded(ShapleyEffects? effects) =>
        (Math.Round(effects!.Closed, 2), Math.Round(effects.WinRate, 2), Math.Round(effects.AverageDeal, 2));
}
