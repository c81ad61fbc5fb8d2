using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Csv;

/// <summary>sales_pipeline.csv: one row a deal. Nothing that a row does not state is made up.</summary>
internal sealed class SalesPipelineFile
{
    public const string Name = "sales_pipeline.csv";
    private const long FirstId = 1_000_001;
    private static readonly string[] Columns = ["opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value"];
    private readonly List<PipelineRow> _rows = [];

    public SalesPipelineFile(string folder, SalesTeamsFile teams, AccountsFile accounts, ProductsFile products, List<CsvFault> faults)
    {
        var table = CsvTable.Read(folder, Name, required: true, Columns, faults);
        HashSet<string> ids = [];
        foreach (var row in table.Rows)
        {
            var read = PipelineRow.Read(row, teams, accounts, products);
            if (read.Id.Length > 0 && !ids.Add(read.Id)) row.Fault("opportunity_id", "stands twice");
            _rows.Add(read);
        }

        var days = _rows.SelectMany(r => new[] { r.Engaged, r.IsClosed ? r.Closed : null }).OfType<LocalDate>().DefaultIfEmpty().Max();
        if (days == default && faults.Count == 0) table.Fault(0, "", "", "no row states a date, so the day the data ends is not known");
        EndsAt = Midnight(days.PlusDays(1));
    }

    /// <summary>The start of the day after the last one that is stated.</summary>
    public Instant EndsAt { get; }

    /// <summary>A stage for each value of deal_stage: those before engaging first, then in the order of the file, won and lost at the end.</summary>
    public PipelineRecord Pipeline() => new("default", "Sales pipeline", 0, EndsAt,
    [
        .. _rows.Where(r => !r.IsClosed).GroupBy(r => PipelineRow.StageId(r.Stage)).OrderByDescending(g => g.All(r => r.Engaged is null))
            .Select(g => (g.Key, g.First().Stage, false, (decimal?)null)),
        (PipelineRow.WonId, "Won", true, 1m),
        (PipelineRow.LostId, "Lost", true, 0m),
    ]);

    public IReadOnlyList<DemoRecord> Deals(PipelineRecord pipeline)
    {
        var stages = pipeline.Stages.ToDictionary(s => s.Id);
        return [.. _rows.Select((r, i) => Deal(r, FirstId + i, stages[PipelineRow.StageId(r.Stage)]))];
    }

    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();

    private DealRecord Deal(PipelineRow row, long id, StageRecord stage)
    {
        Instant? engaged = row.Engaged is { } e ? Midnight(e) : null, closed = row.Closed is { } c ? Midnight(c) : null;
        var subject = string.Join(" – ", new[] { row.Account, row.Product }.OfType<string>());
        return new DealRecord
        {
            Id = id,
            Name = subject.Length > 0 ? $"{subject} ({row.Id})" : row.Id,
            Stage = stage,
            Amount = row.Value,
            Close = closed,
            StageEntered = stage.IsClosed ? closed : null,
            OwnerId = row.OwnerId,
            TeamId = row.TeamId,
            Product = row.Product,
            ExportId = row.Id,
            CompanyId = row.CompanyId,
            Created = engaged,
            Modified = (stage.IsClosed ? closed : null) ?? engaged ?? EndsAt,
        };
    }
}
