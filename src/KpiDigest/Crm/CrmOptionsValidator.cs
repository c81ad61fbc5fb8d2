namespace KpiDigest.Crm;

/// <summary>Finds every fault of the section <c>Crm</c>.</summary>
internal static class CrmOptionsValidator
{
    public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(CrmOptions options) => options.Kind.Length == 0
        ? [("Crm:Kind", options.Kind, "missing: name the CRM, such as HubSpot.")]
        : [];
}
