using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Csv;

/// <summary>accounts.csv, optional: without it the accounts are those the pipeline names.</summary>
internal sealed class AccountsFile
{
    public const string Name = "accounts.csv";
    private const long FirstId = 5_001;
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<CompanyRecord> _companies = [];
    private readonly bool _isGiven;

    public AccountsFile(string folder, List<CsvFault> faults)
    {
        var table = CsvTable.Read(folder, Name, required: false, ["account"], faults);
        _isGiven = table.IsRead;
        foreach (var row in table.Rows)
        {
            var name = row.Required("account");
            if (name.Length > 0 && _byName.ContainsKey(name)) row.Fault("account", "stands twice");
            else if (name.Length > 0) Add(name, row);
        }
    }

    /// <summary>Id of the account; null: the file is given and does not name it.</summary>
    public long? Find(string name)
    {
        if (!_byName.ContainsKey(name) && !_isGiven) Add(name, null);
        return _byName.TryGetValue(name, out var index) ? FirstId + index : null;
    }

    public IReadOnlyList<DemoRecord> Companies(Instant at) => [.. _companies.Select(c => c with { Modified = at })];

    private void Add(string name, CsvRow? row)
    {
        _byName[name] = _companies.Count;
        _companies.Add(new CompanyRecord
        {
            Id = FirstId + _companies.Count,
            Name = name,
            Industry = KnownSpellings.Mend(row?.Text("sector")),
            Country = KnownSpellings.Mend(row?.Text("office_location")),
            AnnualRevenue = row?.Number("revenue", 1e8m) * 1_000_000m,
            Employees = (int?)row?.Number("employees"),
            Modified = default,
        });
    }
}
