using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>
/// Deals. The CRM's stamp is part of the content: a touched deal is a new version, or an older version that comes late could not be told
/// from a newer one.
/// </summary>
internal static class DealTable
{
    public static FactTable<Deal> Deals { get; } = new(
        FactKind.Deal, "deals", [Column.Text("id")],
        [
            Column.Text("name"), Column.Text("account_id"), Column.Text("owner_id"), Column.Text("pipeline_id"), Column.Text("stage_id"), Column.Integer("status"),
            Column.Integer("created_at"), Column.Text("created_on"), Column.Integer("close_at"), Column.Text("close_on"),
            Column.Integer("amount"), Column.Text("currency"), Column.Integer("home_amount"), Column.Integer("kind"),
            Column.Text("lost_reason"), Column.Text("forecast_category"), Column.Integer("modified_at"),
            Column.Integer("margin"), Column.Text("origin"), Column.Text("product_lines"), Column.Text("competitors"), Column.Text("incumbent"), Column.Text("splits"),
        ],
        Write,
        Read,
        (one, other) => one.Id == other.Id);

    private static void Write(Deal deal, FactRow row)
    {
        row.Text(deal.Id).StartContent();
        row.Text(deal.Name).Text(deal.AccountId).Text(deal.OwnerId).Text(deal.PipelineId).Text(deal.StageId).Integer((int)deal.Status)
            .Date(deal.Created).Date(deal.Close)
            .Money(deal.Amount, "amount").Text(deal.Currency).Money(deal.HomeAmount, "amount in home currency").Integer((int)deal.Kind)
            .Text(deal.LostReason).Text(deal.ForecastCategory).Modified(deal.ModifiedAt)
            .Added().Money(deal.Margin, "gross margin").Text(deal.Source)
            .Text(ListColumn.Write(deal.ProductLines)).Text(ListColumn.Write(deal.Competitors)).Text(deal.Incumbent).Text(SplitsColumn.Write(deal.Splits));
    }

    private static Deal Read(FactReader row) => new()
    {
        Id = row.Text(),
        Name = row.Text(),
        AccountId = row.TextOrNull(),
        OwnerId = row.TextOrNull(),
        PipelineId = row.TextOrNull(),
        StageId = row.TextOrNull(),
        Status = (DealStatus)row.Integer(),
        Created = row.Date(),
        Close = row.Date(),
        Amount = row.MoneyOrNull(),
        Currency = row.TextOrNull(),
        HomeAmount = row.MoneyOrNull(),
        Kind = (DealKind)row.Integer(),
        LostReason = row.TextOrNull(),
        ForecastCategory = row.TextOrNull(),
        ModifiedAt = row.At(),
        Margin = row.MoneyOrNull(),
        Source = row.TextOrNull(),
        ProductLines = ListColumn.Read(row.TextOrNull()),
        Competitors = ListColumn.Read(row.TextOrNull()),
        Incumbent = row.TextOrNull(),
        Splits = SplitsColumn.Read(row.TextOrNull()),
    };
}
