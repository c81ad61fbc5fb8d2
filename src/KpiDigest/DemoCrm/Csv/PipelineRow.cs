using NodaTime;

namespace KpiDigest.DemoCrm.Csv;

/// <summary>A row of sales_pipeline.csv, read.</summary>
internal sealed record PipelineRow
{
    public const string WonId = "closedwon";
    public const string LostId = "closedlost";

    public required string Id { get; init; }

    public required string Stage { get; init; }

    public string? Product { get; init; }

    public string? Account { get; init; }

    public long CompanyId { get; init; }

    public long OwnerId { get; init; }

    public long TeamId { get; init; }

    public LocalDate? Engaged { get; init; }

    public LocalDate? Closed { get; init; }

    public decimal? Value { get; init; }

    public bool IsClosed => StageId(Stage) is WonId or LostId;

    /// <summary>Stage id of a deal_stage value.</summary>
    public static string StageId(string stage) => stage.ToLowerInvariant() switch
    {
        "won" => WonId,
        "lost" => LostId,
        var other => other,
    };

    /// <summary>Reads a row; its faults go to the row's file.</summary>
    public static PipelineRow Read(CsvRow row, SalesTeamsFile teams, AccountsFile accounts, ProductsFile products)
    {
        var (agent, account, product) = (row.Text("sales_agent"), row.Text("account"), row.Text("product"));
        var owner = agent is null ? null : teams.Find(agent);
        var company = account is null ? null : accounts.Find(account);
        var mended = product is null ? null : products.Find(product);
        if (agent is not null && owner is null && teams.IsRead) row.Fault("sales_agent", $"is not in {SalesTeamsFile.Name}");
        if (account is not null && company is null) row.Fault("account", $"is not in {AccountsFile.Name}");
        if (product is not null && mended is null) row.Fault("product", $"is not in {ProductsFile.Name}");
        var read = new PipelineRow
        {
            Id = row.Required("opportunity_id"),
            Stage = row.Required("deal_stage"),
            Product = mended,
            Account = account,
            CompanyId = company ?? 0,
            OwnerId = owner?.OwnerId ?? 0,
            TeamId = owner?.TeamId ?? 0,
            Engaged = row.Date("engage_date"),
            Closed = row.Date("close_date"),
            Value = row.Number("close_value"),
        };
        if (read.IsClosed && row.Text("close_date") is null) row.Fault("close_date", $"is blank although the deal is {read.Stage}");
        return read;
    }
}
