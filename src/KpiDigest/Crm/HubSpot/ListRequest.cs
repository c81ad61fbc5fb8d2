using System.Globalization;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Which page of which list.</summary>
internal sealed record ListRequest(string ObjectType, int Limit)
{
    public string? After { get; init; }

    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>At most <see cref="HubSpotApi.HistoryLimit"/> objects a page when not empty.</summary>
    public IReadOnlyList<string> History { get; init; } = [];

    /// <summary>Object types whose associated ids come along.</summary>
    public IReadOnlyList<string> Associations { get; init; } = [];

    /// <summary>Deleted objects instead of living ones.</summary>
    public bool Archived { get; init; }

    public string Query => string.Create(
        CultureInfo.InvariantCulture,
        $"?limit={Limit}&archived={(Archived ? "true" : "false")}{Names("properties", Properties)}{Names("propertiesWithHistory", History)}{Names("associations", Associations)}{One("after", After)}");

    private static string Names(string key, IReadOnlyList<string> names) => names.Count == 0 ? "" : $"&{key}={string.Join(',', names.Select(Uri.EscapeDataString))}";

    private static string One(string key, string? value) => value is null ? "" : $"&{key}={Uri.EscapeDataString(value)}";
}
