namespace KpiDigest.Configuration;

/// <summary>Names of what the gate finds, as <c>Gate:Findings</c> has them.</summary>
internal static class GateKeys
{
    public const string RecordCount = "record-count";
    public const string CrmUser = "crm-user";
    public const string CrmScopes = "crm-scopes";
    public const string SilentOwners = "silent-owners";
    public const string MissingQuotas = "missing-quotas";
    public const string UnmappedOwners = "unmapped-owners";
    public const string MissingRates = "missing-rates";

    public static IReadOnlyList<string> All { get; } = [RecordCount, CrmUser, CrmScopes, SilentOwners, MissingQuotas, UnmappedOwners, MissingRates];
}
