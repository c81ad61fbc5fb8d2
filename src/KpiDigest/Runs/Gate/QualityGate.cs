using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Runs.Gate;

/// <summary>Fresh, noted or held: an empty or broken digest is never sent.</summary>
internal static class QualityGate
{
    /// <param name="coverage">What the facts of this run hold.</param>
    /// <param name="dealsOfLastRun">Deals known to the last run of the same digest; null: there was none.</param>
    /// <param name="minimumShare">Share of these below which the digest is held.</param>
    public static GateDecision Decide(Coverage coverage, int? dealsOfLastRun, decimal minimumShare)
    {
        if (coverage.Deals == 0)
            return Held("no deals are known. Check what the CRM user may see and the filters Crm:Include and Crm:Exclude, then run 'kpidigest sync --full'.");
        if (coverage.Counted == 0)
            return Held($"none of {coverage.Deals} deals counts. Check Crm:Include, Crm:Exclude and Deals:NotALoss.");
        if (dealsOfLastRun is { } before && coverage.Deals < before * minimumShare)
            return Held(string.Create(CultureInfo.InvariantCulture, $"only {coverage.Deals} deals are known; the last digest stood on {before}. Check what the CRM user may see, then run 'kpidigest sync --full'."));
        return new GateDecision(null, [.. Notes(coverage)]);
    }

    private static GateDecision Held(string cause) => new(cause, []);

    private static IEnumerable<string> Notes(Coverage coverage)
    {
        if (coverage.MissingRates.Count > 0)
            yield return "No exchange rate for " + string.Join(", ", coverage.MissingRates.Select(r => $"{r.CurrencyAndDate} ({r.Deals} deals)")) + ": amounts that need it are left out.";
    }
}
