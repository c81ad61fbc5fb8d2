using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class DecomposedRateTests
{
    private static readonly RateChange[] Example10 = [new(6, 20, 4, 10), new(10, 20, 15, 30), new(3, 10, 0, 0), new(0, 0, 1, 10)];

    [Fact]
    public void Equals_catalogue_example_10()
    {
        var rate = DecomposedRate.Between(Example10)!;

        Assert.Equal((0.38m, 0.40m), (rate.Before, rate.After));
        Assert.Equal(new RateEffect(0.03m, 0.03m, -0.04m), rate.Total);
        Assert.Equal((0.018m, -0.058m), (rate.Members[2].JoinedLeft, rate.Members[3].JoinedLeft));
    }

    // Only a rate changed; only the shares changed; nobody stayed.
    [Fact]
    public void Tells_the_three_causes_apart()
    {
        Assert.Equal(new RateEffect(0.1m, 0, 0), DecomposedRate.Between([new(2, 10, 4, 10), new(5, 10, 5, 10)])!.Total);
        Assert.Equal(new RateEffect(0, 0.15m, 0), DecomposedRate.Between([new(2, 10, 1, 5), new(8, 10, 12, 15)])!.Total);
        Assert.Equal(new RateEffect(0, 0, 0.3m), DecomposedRate.Between([new(2, 10, 0, 0), new(0, 0, 5, 10)])!.Total);
    }

    [Fact]
    public void A_member_without_trials_in_both_periods_does_nothing() => Assert.Equal(default, DecomposedRate.Between([.. Example10, new(0, 0, 0, 0)])!.Members[4]);

    [Fact]
    public void There_is_nothing_to_split_where_a_period_has_no_trials()
    {
        Assert.Null(DecomposedRate.Between([]));
        Assert.Null(DecomposedRate.Between([new(1, 2, 0, 0)]));
        Assert.Null(DecomposedRate.Between([new(0, 0, 1, 2)]));
    }

    [Fact]
    public void Always_adds_up_exactly()
    {
        var member = from lost0 in Gen.Choose(0, 30)
                     from won0 in Gen.Choose(0, 30)
                     from lost1 in Gen.Choose(0, 30)
                     from won1 in Gen.Choose(0, 30)
                     from presence in Gen.Choose(0, 3)
                     select new RateChange(presence == 1 ? 0 : won0, presence == 1 ? 0 : won0 + lost0, presence == 2 ? 0 : won1, presence == 2 ? 0 : won1 + lost1);
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Gen.ListOf(member)), members =>
            DecomposedRate.Between([.. members]) is not { } rate || rate.Total.Within + rate.Total.Mix + rate.Total.JoinedLeft == rate.After - rate.Before));
    }
}
