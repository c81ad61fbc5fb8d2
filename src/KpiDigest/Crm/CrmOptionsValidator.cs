namespace KpiDigest.Crm;
internal static class CrmOptionsValidator { public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(CrmOptions o) => []; }
