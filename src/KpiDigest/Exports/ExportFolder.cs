namespace KpiDigest.Exports;

/// <summary>A folder of CSV exports in the layout that README.md documents, read whole.</summary>
internal sealed class ExportFolder
{
    private readonly List<CsvFault> _faults;

    private ExportFolder(string path, List<CsvFault> faults)
    {
        (Path, _faults) = (path, faults);
        Teams = new SalesTeamsFile(path, faults);
        Accounts = new AccountsFile(path, faults);
        Pipeline = new SalesPipelineFile(path, Teams, Accounts, new ProductsFile(path, faults), faults);
    }

    /// <summary>The files of the layout, those that may be absent too.</summary>
    public static IReadOnlyList<string> Files { get; } = [SalesPipelineFile.Name, SalesTeamsFile.Name, AccountsFile.Name, ProductsFile.Name];

    public string Path { get; }

    public SalesTeamsFile Teams { get; }

    public AccountsFile Accounts { get; }

    public SalesPipelineFile Pipeline { get; }

    /// <summary>All faults of all files so far: what is read of rows later may add more.</summary>
    public IReadOnlyList<CsvFault> Faults => _faults;

    /// <summary>Reads the files; what is wrong stands in <see cref="Faults"/>.</summary>
    /// <exception cref="CsvFolderException">There is no such folder.</exception>
    public static ExportFolder Read(string folder) => Directory.Exists(folder)
        ? new ExportFolder(folder, [])
        : throw new CsvFolderException(folder, [new CsvFault(folder, 0, "", "", "the folder is missing")]);

    /// <exception cref="CsvFolderException">There are faults; nothing of the folder may be taken.</exception>
    public void RefuseFaults()
    {
        if (_faults.Count > 0) throw new CsvFolderException(Path, _faults);
    }
}
