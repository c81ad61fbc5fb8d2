using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>An object that is loaded once and then followed by its changes.</summary>
internal sealed record TrackedObject(string Name, FactKind Kind)
{
    public required IReadOnlyList<string> Properties { get; init; }

    public IReadOnlyList<string> History { get; init; } = [];

    /// <summary>Object type whose associated ids the mapping wants; null: none.</summary>
    public string? Associations { get; init; }

    /// <summary>Row and associated ids → facts.</summary>
    public required Action<ObjectRow, IReadOnlyList<string>, PageFacts> Map { get; init; }

    /// <summary>HubSpot's id → the fact's id.</summary>
    public Func<string, string> FactId { get; init; } = static id => id;

    /// <summary>Objects a page of a list may have.</summary>
    public int ListLimit => History.Count > 0 ? HubSpotApi.HistoryLimit : HubSpotApi.ListLimit;

    /// <summary>Name under which the list of deleted objects keeps its cursor.</summary>
    public string ArchivedName => $"{Name} (archived)";

    public FactBatch ToFacts(IEnumerable<ObjectRow> rows, Func<ObjectRow, IReadOnlyList<string>> associated)
    {
        var facts = new PageFacts();
        foreach (var row in rows)
        {
            if (row.Archived) facts.Deleted.Add((Kind, FactId(row.Id)));
            else Map(row, associated(row), facts);
        }

        return facts.ToBatch();
    }
}
