using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>An object that is loaded once and then followed by its changes.</summary>
internal sealed record TrackedObject(string Name, FactKind Kind)
{
    public required IReadOnlyList<string> Properties { get; init; }

    public IReadOnlyList<string> History { get; init; } = [];

    /// <summary>Object types whose associated ids the mapping wants.</summary>
    public IReadOnlyList<string> Associations { get; init; } = [];

    /// <summary>Row and associated ids → facts.</summary>
    public required Action<ObjectRow, LinkedIds, PageFacts> Map { get; init; }

    /// <summary>Adds to rows what has to be asked for apart.</summary>
    public Func<List<ObjectRow>, CancellationToken, Task<List<ObjectRow>>> Complete { get; init; } = static (rows, _) => Task.FromResult(rows);

    /// <summary>Stands before HubSpot's id in the fact's id, where several objects make one kind of fact.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Objects a page of a list may have.</summary>
    public int ListLimit => History.Count > 0 ? HubSpotApi.HistoryLimit : HubSpotApi.ListLimit;

    /// <summary>Name under which the list of deleted objects keeps its cursor.</summary>
    public string ArchivedName => ArchivedNameOf(Name);

    /// <summary>Name under which requests for an object's deleted records are planned and counted.</summary>
    public static string ArchivedNameOf(string name) => $"{name} (archived)";

    public string FactId(string id) => IdPrefix + id;

    /// <param name="rows">Rows of a page.</param>
    /// <param name="fetched">Associated ids that were asked for apart; null: they came with the rows.</param>
    public FactBatch ToFacts(IEnumerable<ObjectRow> rows, FetchedLinks? fetched = null)
    {
        var facts = new PageFacts();
        foreach (var row in rows)
        {
            if (row.Archived) facts.Deleted.Add((Kind, FactId(row.Id)));
            else Map(row, new LinkedIds(row, fetched), facts);
        }

        return facts.ToBatch();
    }
}
