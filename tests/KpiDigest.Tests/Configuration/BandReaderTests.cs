using KpiDigest.Configuration;
using KpiDigest.Core.Digests;

namespace KpiDigest.Tests.Configuration;

public sealed class BandReaderTests
{
    [Fact]
    public void Without_any_the_catalogues_bounds_hold()
    {
        var faults = new List<ConfigurationFault>();
        Assert.Equal(StatusBands.Default.All, new StatusBands(BandReader.Read(new BandOptions(), faults)).All);
        Assert.Empty(faults);
    }

    [Fact]
    public void A_configured_bound_judges()
    {
        var bands = new StatusBands(BandReader.Read(new BandOptions { Slippage = new BandPairOptions { Green = 0.05m, Amber = 0.10m } }, []));
        Assert.Equal("bad", bands.Slippage.Of(0.2m).Tone);
        Assert.Equal("good", StatusBands.Default.Slippage.Of(0.2m).Tone);
    }

    [Fact]
    public void Bounds_in_the_wrong_order_are_a_fault_that_names_the_better_direction()
    {
        var faults = new List<ConfigurationFault>();
        BandReader.Read(new BandOptions { Pace = new BandPairOptions { Green = 0.8m, Amber = 0.9m }, Stale = new BandPairOptions { Green = 0.3m, Amber = 0.2m }, AmberCover = 1, RequiredCover = 0 }, faults);
        Assert.Equal(["Bands:AmberCover", "Bands:Pace", "Bands:RequiredCover", "Bands:Stale"], faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Contains(faults, f => f.ToString() == "Bands:Pace = \"green 0.8, amber 0.9\": more is better here: Green must be above Amber.");
        Assert.Contains(faults, f => f.ToString() == "Bands:Stale = \"green 0.3, amber 0.2\": less is better here: Green must be below Amber.");
    }
}
