using System.Text.Json;
using System.Text.Json.Serialization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>The revenue splits of a deal in one column: a JSON array, sorted by rep.</summary>
internal static class SplitsColumn
{
    /// <summary>Null where the owner has all of it. 50.00 is written as 50, so that digits behind the point change no hash.</summary>
    public static string? Write(IReadOnlyList<DealSplit> splits) => splits.Count == 0 ? null : JsonSerializer.Serialize(splits
        .OrderBy(split => split.RepId, StringComparer.Ordinal).ThenBy(split => split.Percent)
        .Select(split => new Entry(split.RepId, split.Percent / 1.0000000000000000000000000000m)));

    public static DealSplit[] Read(string? text) =>
        text is null ? [] : [.. JsonSerializer.Deserialize<Entry[]>(text)!.Select(entry => new DealSplit(entry.Rep, entry.Percent))];

    private sealed record Entry([property: JsonPropertyName("rep")] string Rep, [property: JsonPropertyName("percent")] decimal Percent);
}
