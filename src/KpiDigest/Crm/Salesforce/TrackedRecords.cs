using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>An object that is loaded once and then followed by its changes.</summary>
internal sealed record TrackedRecords(string Name, FactKind Kind)
{
    /// <summary>The fields that are asked for.</summary>
    public required IReadOnlyList<string> Select { get; init; }

    /// <summary>Living rows → facts; the flag says that they were read for their changes.</summary>
    public required Func<IReadOnlyList<SalesforceRow>, bool, CancellationToken, Task<PageFacts>> ToFacts { get; init; }

    /// <summary>What else must hold of a row that is to be a fact, as a condition.</summary>
    public string Condition { get; init; } = "";

    /// <summary>Stands before Salesforce's id in the fact's id, where several objects make one kind of fact.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>The ids that a record's facts may have.</summary>
    public Func<string, IReadOnlyList<string>> FactIds { get; init; } = static id => [id];

    public required string Mapping { get; init; }

    /// <summary>Name under which the list of deleted records keeps its cursor.</summary>
    public string DeletedName => $"{Name} (deleted)";

    public async Task<FactBatch> FactsAsync(IReadOnlyList<SalesforceRow> rows, bool isChange, CancellationToken cancellationToken)
    {
        var facts = await ToFacts([.. rows.Where(r => !r.IsDeleted)], isChange, cancellationToken);
        facts.Deleted.UnionWith(Gone(rows.Where(r => r.IsDeleted)));
        return facts.ToBatch();
    }

    public IEnumerable<(FactKind Kind, string Id)> Gone(IEnumerable<SalesforceRow> rows) => rows.SelectMany(r => FactIds(r.Id)).Select(id => (Kind, id));
}
