using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Runs.Gate;

/// <summary>Everything the gate looks for.</summary>
internal static class GateFindings
{
    // Under so many people their share says nothing.
    private const int FewestOwners = 4;
    private const decimal ShareWithoutOwner = 0.05m;

    /// <summary>What there is, most important first.</summary>
    public static IEnumerable<GateFinding> Of(SalesFacts sales, Period period, IReadOnlyList<int> dealsBefore, decimal minimumShare)
    {
        var coverage = sales.Coverage;
        if (coverage.Deals == 0)
            return [Final("no-deals", "no deals are known. Check what the CRM user may see and the filters Crm:Include and Crm:Exclude, then run 'kpidigest sync --full'.")];
        if (coverage.Counted == 0)
            return [Final("nothing-counts", $"none of {coverage.Deals} deals counts. Check Crm:Include, Crm:Exclude and Deals:NotALoss.")];
        return new[]
        {
            RecordCount(coverage, dealsBefore, minimumShare), Sight(coverage) ?? User(coverage), NoLongerRead(coverage), Silent(coverage), Quotas(sales, period), Unmapped(coverage), Rates(coverage),
        }.OfType<GateFinding>();
    }

    /// <summary>Too few against the middle of the last runs, too many against the largest of them: one odd run does not become the measure.</summary>
    private static GateFinding? RecordCount(Coverage coverage, IReadOnlyList<int> before, decimal minimumShare)
    {
        if (before.Count == 0 || minimumShare <= 0) return null;
        var usual = before.Order().ElementAt(before.Count / 2);
        var isLow = coverage.Deals < usual * minimumShare;
        if (!isLow && coverage.Deals * minimumShare <= before.Max()) return null;
        var note = Text($"{coverage.Deals} deals are known, {usual} were usual: the data may not be complete.");
        return new GateFinding(GateKeys.RecordCount, GatePolicy.Hold, isLow
            ? Text($"only {coverage.Deals} deals are known; the last {before.Count} digests stood on {usual} (median). Check what the CRM user may see, then run 'kpidigest sync --full'.")
            : Text($"{coverage.Deals} deals are known; the last {before.Count} digests stood on at most {before.Max()}. Check for an import, duplicates or a filter that was removed (Crm:Include, Crm:Exclude)."), note);
    }

    /// <summary>What the CRM or its counts prove; where nothing is proven, <see cref="User"/> infers.</summary>
    private static GateFinding? Sight(Coverage coverage) => coverage.Unseen.Count == 0 ? null : new GateFinding(
        GateKeys.CrmUser, GatePolicy.Hold, "the CRM user does not see everything: " + string.Join(" ", coverage.Unseen),
        "Not all records of the CRM could be read: the data may not be complete.");

    private static GateFinding? User(Coverage coverage) => coverage.Owners < FewestOwners || coverage.OwnersWithDeals > 1 ? null : new GateFinding(
        GateKeys.CrmUser, GatePolicy.Hold,
        Text($"of {coverage.Owners} people in the CRM only {coverage.OwnersWithDeals} own any deal: the CRM user may be allowed to see its own records only. Give it the right to view all records, then run 'kpidigest sync --full'."),
        "Nearly all deals belong to one person: the data may not be complete.");

    private static GateFinding? NoLongerRead(Coverage coverage) => coverage.NoLongerRead.Count == 0 ? null : new GateFinding(
        GateKeys.CrmScopes, GatePolicy.Hold,
        $"the CRM no longer lets the token read {Kinds(coverage)}, which it did before: what is known of them is old. Give the token the scopes that 'kpidigest doctor' names.",
        $"What is shown of {Kinds(coverage)} may be old: the CRM no longer gives them.");

    private static GateFinding? Silent(Coverage coverage) => coverage.Owners < FewestOwners || coverage.OwnersWithDeals * 2 >= coverage.Owners ? null : new GateFinding(
        GateKeys.SilentOwners, GatePolicy.Ignore,
        Text($"{coverage.Owners - coverage.OwnersWithDeals} of {coverage.Owners} people in the CRM own no deal. Check what the CRM user may see."),
        Text($"{coverage.Owners - coverage.OwnersWithDeals} of {coverage.Owners} people in the CRM own no deal: the data may not be complete."));

    /// <summary>Quotas ran out: there were some for the quarter before, and none for this one.</summary>
    private static GateFinding? Quotas(SalesFacts sales, Period period)
    {
        var quarter = sales.Calendar.Containing(PeriodKind.Quarter, period.Start);
        if (Any(quarter) || !Any(sales.Calendar.Previous(quarter))) return null;
        return new GateFinding(
            GateKeys.MissingQuotas, GatePolicy.Note, $"no quota for {quarter.Label}, though there is one for the quarter before. Set it in the CRM or in quotas.csv.",
            "No quota is set for this quarter: figures against target are missing.");

        bool Any(Period of) => sales.Quota(Scope.Company, of, sales.AsOf).Rows.Count > 0;
    }

    private static GateFinding? Unmapped(Coverage coverage) => coverage.WithoutOwner < coverage.Counted * ShareWithoutOwner ? null : new GateFinding(
        GateKeys.UnmappedOwners, GatePolicy.Note,
        Text($"{coverage.WithoutOwner} of {coverage.Counted} deals have no owner that is known. Give them one in the CRM."),
        Text($"{coverage.WithoutOwner} deals have no known owner: they count for the company only."));

    private static GateFinding? Rates(Coverage coverage)
    {
        if (coverage.MissingRates.Count == 0) return null;
        var note = "No exchange rate for " + string.Join(", ", coverage.MissingRates.Select(r => $"{r.CurrencyAndDate} ({r.Deals} deals)")) + ": amounts that need it are left out.";
        return new GateFinding(GateKeys.MissingRates, GatePolicy.Note, note + " Add the rates to fx-rates.csv.", note);
    }

    private static GateFinding Final(string key, string cause) => new(key, GatePolicy.Hold, cause, "") { IsFinal = true };

    private static string Kinds(Coverage coverage) => string.Join(", ", coverage.NoLongerRead.Select(k => k.ToString().ToLowerInvariant() + "s"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
