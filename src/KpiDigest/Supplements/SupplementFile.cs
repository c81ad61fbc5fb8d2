namespace KpiDigest.Supplements;

/// <summary>What one supplement file is called, which columns it has and how its rows become facts.</summary>
internal abstract class SupplementFile(string name, SupplementColumn[] columns)
{
    private static readonly string[] WordsForPeople =
        ["rep", "name", "mail", "owner", "person", "people", "employee", "user", "respondent", "participant", "member", "author", "manager", "seller", "who", "phone"];

    public string Name { get; } = name;

    public IReadOnlyList<SupplementColumn> Columns { get; } = columns;

    /// <summary>Whether its rows must not tell who wrote them.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Why a column that the file does not know is refused, where there is more to say than that.</summary>
    public string? WhyUnknown(string column) =>
        IsAnonymous && WordsForPeople.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? "surveys are anonymous, and this column may tell who answered: delete the column"
            : null;

    /// <summary>Reads the bytes only to see what is wrong with them.</summary>
    public abstract (int Rows, IReadOnlyList<SupplementFault> Faults) Check(byte[] bytes, SupplementNames names);
}

/// <summary>A supplement file whose rows become facts of one kind.</summary>
/// <param name="name">File name.</param>
/// <param name="columns">Its columns.</param>
/// <param name="read">Makes a fact of a row; what cannot be read is a fault of the row, which then gives no fact.</param>
/// <param name="key">What may stand once; null: nothing.</param>
internal sealed class SupplementFile<T>(string name, SupplementColumn[] columns, Func<SheetRow, T> read, Func<T, object>? key = null)
    : SupplementFile(name, columns)
{
    /// <summary>Finds what is wrong between rows.</summary>
    public Action<IReadOnlyList<(SheetRow Row, T Fact)>> Compare { get; init; } = _ => { };

    public override (int Rows, IReadOnlyList<SupplementFault> Faults) Check(byte[] bytes, SupplementNames names)
    {
        var (facts, rows, faults) = Read(bytes, names);
        return (faults.Count == 0 ? facts.Count : rows, faults);
    }

    /// <summary>The facts of the rows that can be read, the number of rows, and what is wrong with the others.</summary>
    public (IReadOnlyList<T> Facts, int Rows, IReadOnlyList<SupplementFault> Faults) Read(byte[] bytes, SupplementNames names)
    {
        var sheet = CsvSheet.Read(this, bytes, names);
        var rows = sheet.Rows.Select(row => (Row: row, Fact: read(row))).Where(row => !row.Row.HasFault).ToList();
        if (key is not null) FindTwins(rows, key);
        Compare(rows);
        return ([.. rows.Where(row => !row.Row.HasFault).Select(row => row.Fact)], sheet.Rows.Count, sheet.Faults);
    }

    private void FindTwins(List<(SheetRow Row, T Fact)> rows, Func<T, object> keyOf)
    {
        var first = new Dictionary<object, int>();
        foreach (var (row, fact) in rows)
            if (!first.TryAdd(keyOf(fact), row.Number)) row.Fault(Columns[0].Name, $"says the same as row {first[keyOf(fact)]}: keep one");
    }
}
