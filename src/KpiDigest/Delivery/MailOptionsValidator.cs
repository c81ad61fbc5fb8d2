namespace KpiDigest.Delivery;
internal static class MailOptionsValidator { public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(MailOptions o) => []; }
