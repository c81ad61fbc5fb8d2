namespace KpiDigest.Exports;

/// <summary>Slips of the pen that the published data set has; nothing else is mended.</summary>
internal static class KnownSpellings
{
    private static readonly Dictionary<string, string> Mended = new(StringComparer.OrdinalIgnoreCase)
    {
        ["technolgy"] = "technology",
        ["Philipines"] = "Philippines",
    };

    public static string? Mend(string? text) => text is not null && Mended.TryGetValue(text, out var mended) ? mended : text;

    /// <summary>Names that differ only in spaces and case are the same product: <c>GTXPro</c> is <c>GTX Pro</c>.</summary>
    public static string ProductKey(string product) => product.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
