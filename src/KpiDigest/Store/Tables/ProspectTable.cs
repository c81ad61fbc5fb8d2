using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>Leads in the marketing sense.</summary>
internal static class ProspectTable
{
    public static FactTable<Prospect> Prospects { get; } = new(
        FactKind.Prospect, "prospects", [Column.Text("id")],
        [
            Column.Integer("created_at"), Column.Text("created_on"), Column.Text("origin"), Column.Text("owner_id"), Column.Text("status"),
            Column.Integer("converted_at"), Column.Text("account_id"), Column.Text("deal_ids"),
        ],
        (prospect, row) =>
        {
            row.Text(prospect.Id).StartContent();
            row.Date(prospect.Created).Text(prospect.Source).Text(prospect.OwnerId).Text(prospect.Status)
                .At(prospect.ConvertedAt).Text(prospect.AccountId).Text(ListColumn.Write(prospect.DealIds));
        },
        row => new Prospect
        {
            Id = row.Text(),
            Created = row.Date(),
            Source = row.TextOrNull(),
            OwnerId = row.TextOrNull(),
            Status = row.TextOrNull(),
            ConvertedAt = row.AtOrNull(),
            AccountId = row.TextOrNull(),
            DealIds = ListColumn.Read(row.TextOrNull()),
        },
        (one, other) => one.Id == other.Id);
}
