using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Configuration;

/// <summary>Turns the bands' options into limits, adding every fault it finds: the better direction of a band is fixed.</summary>
internal static class BandReader
{
    private static readonly BandOptions Usual = new();

    public static BandLimits Read(BandOptions options, List<ConfigurationFault> faults)
    {
        if (options.RequiredCover <= 0) faults.Add(new ConfigurationFault("Bands:RequiredCover", Text(options.RequiredCover), "expected a multiple above 0, such as 3."));
        if (options.AmberCover is <= 0 or >= 1) faults.Add(new ConfigurationFault("Bands:AmberCover", Text(options.AmberCover), "expected a share above 0 and below 1, such as 0.8."));
        return new BandLimits
        {
            Pace = Limit("Pace", options.Pace, Usual.Pace, faults),
            Attainment = Limit("Attainment", options.Attainment, Usual.Attainment, faults),
            ForecastAt4 = Limit("ForecastAt4", options.ForecastAt4, Usual.ForecastAt4, faults),
            ForecastAt12 = Limit("ForecastAt12", options.ForecastAt12, Usual.ForecastAt12, faults),
            Bias = Limit("Bias", options.Bias, Usual.Bias, faults),
            Slippage = Limit("Slippage", options.Slippage, Usual.Slippage, faults),
            Stale = Limit("Stale", options.Stale, Usual.Stale, faults),
            Touched = Limit("Touched", options.Touched, Usual.Touched, faults),
            Coached = Limit("Coached", options.Coached, Usual.Coached, faults),
            LeadShare = Limit("LeadShare", options.LeadShare, Usual.LeadShare, faults),
            Retention = Limit("Retention", options.Retention, Usual.Retention, faults),
            Enps = Limit("Enps", options.Enps, Usual.Enps, faults),
            Response = Limit("Response", options.Response, Usual.Response, faults),
            NeedsHelp = Limit("NeedsHelp", options.NeedsHelp, Usual.NeedsHelp, faults),
            Concentration = Limit("Concentration", options.Concentration, Usual.Concentration, faults),
            Grr = Limit("Grr", options.Grr, Usual.Grr, faults),
            Nrr = Limit("Nrr", options.Nrr, Usual.Nrr, faults),
            ClvToCac = Limit("ClvToCac", options.ClvToCac, Usual.ClvToCac, faults),
            RequiredCover = options.RequiredCover,
            AmberCover = options.AmberCover,
        };
    }

    private static BandLimit Limit(string name, BandPairOptions pair, BandPairOptions usual, List<ConfigurationFault> faults)
    {
        var more = usual.Green > usual.Amber;
        if (more ? pair.Green <= pair.Amber : pair.Green >= pair.Amber)
            faults.Add(new ConfigurationFault($"Bands:{name}", $"green {Text(pair.Green)}, amber {Text(pair.Amber)}", more ? "more is better here: Green must be above Amber." : "less is better here: Green must be below Amber."));
        return new BandLimit(pair.Green, pair.Amber);
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
