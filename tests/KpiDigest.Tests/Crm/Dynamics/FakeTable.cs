using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>A table of <see cref="FakeDynamics"/>: its columns, its rows, and which were deleted when.</summary>
internal sealed class FakeTable(string name, string set, string id, IEnumerable<string[]> columns)
{
    public string Name => name;

    public string Set => set;

    public string Id => id;

    /// <summary>Types by column.</summary>
    public Dictionary<string, string> Columns { get; } = columns.ToDictionary(c => c[0], c => c[1], StringComparer.Ordinal);

    /// <summary>Options of choices, with labels.</summary>
    public Dictionary<string, (int Value, string Label)[]> Options { get; } = [];

    public bool TracksChanges { get; set; } = true;

    /// <summary>Depth of the user's privilege to read it; null: none.</summary>
    public string? Depth { get; set; } = "Global";

    /// <summary>Activities share a privilege, parties have none of their own.</summary>
    public string? Privilege => name switch
    {
        "activityparty" => null,
        "appointment" or "phonecall" or "email" or "task" or "opportunityclose" => "prvReadActivity",
        "systemuser" => "prvReadUser",
        _ => $"prvRead{char.ToUpperInvariant(name[0])}{name[1..]}",
    };

    public SortedDictionary<string, FakeRow> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Versions at which rows were deleted, by id.</summary>
    public Dictionary<string, long> Deleted { get; } = [];

    /// <summary>A column's type by the name it is asked for.</summary>
    public string? Find(string asked, out string? type)
    {
        var column = asked is ['_', ..] && asked.EndsWith("_value", StringComparison.Ordinal) ? asked[1..^6] : asked;
        var isLookup = Columns.TryGetValue(column, out type) && type is "Lookup" or "Customer" or "Owner";
        return type is not null && isLookup == (column != asked) ? column : null;
    }
}

/// <summary>A lookup's value.</summary>
internal sealed record FakeLookup(string Table, string Id, string Label = "");

/// <summary>A choice's value.</summary>
internal sealed record FakeChoice(int Value, string Label);

/// <summary>A row: values by column, and the version of its last change.</summary>
internal sealed class FakeRow(string id, long version, Dictionary<string, object?> values)
{
    public string Id => id;

    public long Version => version;

    public IReadOnlyDictionary<string, object?> Values => values;

    public object? this[string column] => values.GetValueOrDefault(column);

    public Instant Modified => values.GetValueOrDefault("modifiedon") is Instant at ? at : Instant.MinValue;
}
