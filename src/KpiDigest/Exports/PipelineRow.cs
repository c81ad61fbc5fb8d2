using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Exports;

/// <summary>A row of sales_pipeline.csv, read.</summary>
internal sealed record PipelineRow
{
    public required CsvRow Row { get; init; }

    public required string Id { get; init; }

    public required string Stage { get; init; }

    public string? Product { get; init; }

    public string? Account { get; init; }

    /// <summary>Position in <see cref="AccountsFile.Rows"/>.</summary>
    public int? AccountIndex { get; init; }

    /// <summary>Position in <see cref="SalesTeamsFile.People"/>.</summary>
    public int? OwnerIndex { get; init; }

    public LocalDate? Engaged { get; init; }

    public LocalDate? Closed { get; init; }

    public decimal? Value { get; init; }

    public DealStatus Status => StatusOf(Stage);

    public bool IsClosed => Status != DealStatus.Open;

    /// <summary>What people call the deal: account, product and, in brackets, the id.</summary>
    public string Title => string.Join(" – ", new[] { Account, Product }.OfType<string>()) is { Length: > 0 } subject ? $"{subject} ({Id})" : Id;

    /// <summary>What a deal_stage value means.</summary>
    public static DealStatus StatusOf(string stage) => stage.ToUpperInvariant() switch
    {
        "WON" => DealStatus.Won,
        "LOST" => DealStatus.Lost,
        _ => DealStatus.Open,
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
            Row = row,
            Id = row.Required("opportunity_id"),
            Stage = row.Required("deal_stage"),
            Product = mended,
            Account = account,
            AccountIndex = company,
            OwnerIndex = owner,
            Engaged = row.Date("engage_date"),
            Closed = row.Date("close_date"),
            Value = row.Number("close_value"),
        };
        if (read.IsClosed && row.Text("close_date") is null) row.Fault("close_date", $"is blank although the deal is {read.Stage}");
        return read;
    }
}
