using KpiDigest.DemoCrm.Records;
using KpiDigest.Exports;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>A folder of CSV exports, served as if it were a CRM.</summary>
internal static class CsvCompany
{
    /// <summary>Reads the whole folder or nothing of it. What the files do not state is served as null or as an empty list.</summary>
    /// <exception cref="FormatException">All faults of all files, each with file, row, column, value and reason.</exception>
    public static DemoCrmData Load(string folder)
    {
        var export = ExportFolder.Read(folder);
        export.RefuseFaults();
        var endsAt = EndsAt(export);
        var records = new CsvRecords(export, endsAt);
        return new DemoCrmData
        {
            EndsAt = endsAt,
            CompanyName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            TimeZone = "UTC",
            Currency = "USD",
            TeamLeads = records.Leads(),
            Pipelines = [records.Pipeline],
            Teams = records.Teams(),
            Owners = records.Owners,
            Records = new Dictionary<string, IReadOnlyList<DemoRecord>>
            {
                ["deals"] = records.Deals(),
                ["companies"] = records.Companies(),
            },
        };
    }

    /// <summary>The start of the day after the last one that is stated.</summary>
    private static Instant EndsAt(ExportFolder export)
    {
        var days = export.Pipeline.Rows.SelectMany(r => new[] { r.Engaged, r.IsClosed ? r.Closed : null }).OfType<LocalDate>().DefaultIfEmpty().Max();
        return days != default
            ? days.PlusDays(1).AtMidnight().InUtc().ToInstant()
            : throw new CsvFolderException(export.Path, [new CsvFault(SalesPipelineFile.Name, 0, "", "", "no row states a date, so the day the data ends is not known")]);
    }
}
