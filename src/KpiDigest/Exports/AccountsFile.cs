namespace KpiDigest.Exports;

/// <summary>accounts.csv, optional: without it the accounts are those the pipeline names.</summary>
internal sealed class AccountsFile
{
    public const string Name = "accounts.csv";
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isGiven;

    public AccountsFile(string folder, List<CsvFault> faults)
    {
        Table = CsvTable.Read(folder, Name, required: false, ["account"], faults);
        _isGiven = Table.IsRead;
        foreach (var row in Table.Rows)
        {
            var name = row.Required("account");
            if (name.Length > 0 && _byName.ContainsKey(name)) row.Fault("account", "stands twice");
            else if (name.Length > 0) Add(name, row);
        }
    }

    public CsvTable Table { get; }

    /// <summary>The accounts of the file, then those that only the pipeline names.</summary>
    public List<AccountRow> Rows { get; } = [];

    /// <summary>Position of the account in <see cref="Rows"/>; null: the file is given and does not name it.</summary>
    public int? Find(string name)
    {
        if (!_byName.ContainsKey(name) && !_isGiven) Add(name, null);
        return _byName.TryGetValue(name, out var index) ? index : null;
    }

    private void Add(string name, CsvRow? row)
    {
        _byName[name] = Rows.Count;
        Rows.Add(new AccountRow(name)
        {
            Row = row,
            Sector = KnownSpellings.Mend(row?.Text("sector")),
            Country = KnownSpellings.Mend(row?.Text("office_location")),
            Revenue = row?.Number("revenue", 1e8m) * 1_000_000m,
            Employees = (int?)row?.Number("employees"),
        });
    }
}
