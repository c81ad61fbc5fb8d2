namespace KpiDigest.DemoCrm.Records;

/// <summary>The deal properties whose changes are kept, and the sources that write them.</summary>
internal static class Tracked
{
    public const string Stage = "dealstage";
    public const string Amount = "amount";
    public const string Close = "closedate";
    public const string Owner = "hubspot_owner_id";
    public const string Category = "hs_manual_forecast_category";

    public const string ByUser = "CRM_UI";
    public const string ByCalculation = "CALCULATED";
    public const string ByIntegration = "INTEGRATION";
    public const string ByAutomation = "AUTOMATION_PLATFORM";

    /// <summary>All tracked properties.</summary>
    public static IReadOnlyList<string> Properties { get; } = [Stage, Amount, Close, Owner, Category];
}
