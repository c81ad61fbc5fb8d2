using System.Text.Json;

namespace KpiDigest.Store.Tables;

/// <summary>A list of ids or names in one column: a sorted JSON array, so that a CRM that changes the order of a list changes no hash.</summary>
internal static class ListColumn
{
    /// <summary>Null for an empty list.</summary>
    public static string? Write(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize(texts.Order(StringComparer.Ordinal));

    public static string[] Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<string[]>(text)!;
}
