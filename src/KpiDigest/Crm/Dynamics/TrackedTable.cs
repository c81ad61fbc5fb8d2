using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>A table that is loaded once and then followed by its changes.</summary>
internal sealed record TrackedTable(SeenTable Table, FactKind Kind)
{
    /// <summary>The columns that are asked for.</summary>
    public required IReadOnlyList<string> Select { get; init; }

    /// <summary>Living rows → facts.</summary>
    public required Func<IReadOnlyList<DynamicsRow>, CancellationToken, Task<PageFacts>> ToFacts { get; init; }

    public required string Mapping { get; init; }

    /// <summary>Stands before the row's id in the fact's id, where several tables make one kind of fact.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Whether each row is a fact, so that their count can be compared.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>What must hold of a row that is counted.</summary>
    public string CountsOnly { get; init; } = "";

    public string Name => Table.Name;

    /// <summary>Name under which the comparison of ids keeps its cursor.</summary>
    public string DeletedName => $"{Name} (deleted)";

    public string FactId(string id) => IdPrefix + id;

    public async Task<FactBatch> FactsAsync(IReadOnlyList<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        // A row may stand in a page twice, changed and deleted: the last word counts.
        var newest = new Dictionary<string, DynamicsRow>(StringComparer.Ordinal);
        foreach (var row in rows) newest[DynamicsId.Checked(row.DeletedId ?? row[Table.Id])] = row;
        var facts = await ToFacts([.. newest.Values.Where(r => r.DeletedId is null)], cancellationToken);
        facts.Deleted.UnionWith(newest.Where(r => r.Value.DeletedId is not null).Select(r => (Kind, FactId(r.Key))));
        return facts.ToBatch();
    }
}
