namespace KpiDigest.Exports;

/// <summary>products.csv, optional: mends the spelling of products and refuses unknown ones. Its prices are not used: no amount is invented.</summary>
internal sealed class ProductsFile
{
    public const string Name = "products.csv";
    private readonly Dictionary<string, string> _names = [];
    private readonly bool _isGiven;

    public ProductsFile(string folder, List<CsvFault> faults)
    {
        var table = CsvTable.Read(folder, Name, required: false, ["product"], faults);
        _isGiven = table.IsRead;
        foreach (var row in table.Rows)
        {
            var name = row.Required("product");
            if (name.Length > 0 && !_names.TryAdd(KnownSpellings.ProductKey(name), name)) row.Fault("product", "stands twice");
        }
    }

    /// <summary>The product as the file writes it; null: the file is given and does not name it.</summary>
    public string? Find(string product) => _names.GetValueOrDefault(KnownSpellings.ProductKey(product)) ?? (_isGiven ? null : product);
}
