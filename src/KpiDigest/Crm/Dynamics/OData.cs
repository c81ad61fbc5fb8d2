using System.Globalization;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Every query that is sent, as an address. What comes in is names of columns out of a description, ids and instants.</summary>
internal static class OData
{
    /// <summary>All rows; in an order only where changes are not followed from them, which allows none.</summary>
    public static string All(SeenTable table, IEnumerable<string> select, bool tracks = false) =>
        $"{DynamicsApi.Root}{table.Set}?$select={string.Join(",", select)}{(tracks ? "" : $"&$orderby={table.Id}")}";

    /// <summary>The ids of all rows.</summary>
    public static string Ids(SeenTable table) => All(table, [table.Id]);

    /// <summary>What changed in <c>[from, to)</c>, in milliseconds since 1970.</summary>
    public static string Changed(SeenTable table, IEnumerable<string> select, long from, long to) =>
        $"{DynamicsApi.Root}{table.Set}?$select={string.Join(",", select)}&$filter={Uri.EscapeDataString($"modifiedon ge {Instant(from)} and modifiedon lt {Instant(to)}")}&$orderby={DynamicsApi.ModifiedOn},{table.Id}";

    /// <summary>Rows that belong to others by a lookup, or that have one of these ids.</summary>
    public static string Of(SeenTable table, IEnumerable<string> select, string key, IEnumerable<string> ids) =>
        $"{DynamicsApi.Root}{table.Set}?$select={string.Join(",", select)}&$filter={Uri.EscapeDataString(string.Join(" or ", ids.Select(id => $"{key} eq {DynamicsId.Checked(id)}")))}&$orderby={table.Id}";

    /// <summary>Teams with their members.</summary>
    public static string Members(SeenTable teams) =>
        $"{DynamicsApi.Root}{teams.Set}?$select={teams.Id}&$filter={Uri.EscapeDataString("teamtype eq 0 and isdefault eq false")}&$expand=teammembership_association($select=systemuserid)&$orderby={teams.Id}";

    /// <summary>One row, to see whether the table may be read.</summary>
    public static string Any(SeenTable table) => $"{DynamicsApi.Root}{table.Set}?$select={table.Id}&$top=1";

    /// <summary>How many rows there are that are to be facts.</summary>
    public static string Count(TrackedTable tracked) => $"{Any(tracked.Table)}&$count=true{(tracked.CountsOnly.Length == 0 ? "" : $"&$filter={Uri.EscapeDataString(tracked.CountsOnly)}")}";

    private static string Instant(long millis) =>
        DateTimeOffset.FromUnixTimeMilliseconds(millis).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
