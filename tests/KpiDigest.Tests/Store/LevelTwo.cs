using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace KpiDigest.Tests.Store;

/// <summary>The rows of a program that knew the schema up to 0002 only: its columns, and its hashes over them.</summary>
internal static class LevelTwo
{
    public const string Source = "hubspot";

    private static readonly FactTable<Account> Accounts = new(
        FactKind.Account, "accounts", [Column.Text("id")],
        [Column.Text("name"), Column.Integer("created_at"), Column.Text("industry"), Column.Text("region"), Column.Text("owner_id")],
        (account, row) =>
        {
            row.Text(account.Id).StartContent();
            row.Text(account.Name).At(account.CreatedAt).Text(account.Industry).Text(account.Region).Text(account.OwnerId);
        },
        row => throw new NotSupportedException(), (one, other) => one.Id == other.Id);

    private static readonly FactTable<Activity> Activities = new(
        FactKind.Activity, "activities", [Column.Text("id"), Column.Integer("kind")],
        [
            Column.Integer("status"), Column.Integer("start_at"), Column.Integer("length"), Column.Text("owner_id"),
            Column.Text("participant_ids"), Column.Text("deal_ids"), Column.Integer("is_coaching"),
        ],
        (activity, row) =>
        {
            row.Text(activity.Id).Integer((int)activity.Kind).StartContent();
            row.Integer((int)activity.Status).At(activity.StartAt).Integer(null).Text(activity.OwnerId).Text(null).Text(null).Flag(activity.IsCoaching);
        },
        row => throw new NotSupportedException(), (one, other) => one.Id == other.Id);

    private static readonly FactTable<Deal> Deals = new(
        FactKind.Deal, "deals", [Column.Text("id")],
        [
            Column.Text("name"), Column.Text("account_id"), Column.Text("owner_id"), Column.Text("pipeline_id"), Column.Text("stage_id"), Column.Integer("status"),
            Column.Integer("created_at"), Column.Text("created_on"), Column.Integer("close_at"), Column.Text("close_on"),
            Column.Integer("amount"), Column.Text("currency"), Column.Integer("home_amount"), Column.Integer("kind"),
            Column.Text("lost_reason"), Column.Text("forecast_category"), Column.Integer("modified_at"),
        ],
        (deal, row) =>
        {
            row.Text(deal.Id).StartContent();
            row.Text(deal.Name).Text(deal.AccountId).Text(deal.OwnerId).Text(deal.PipelineId).Text(deal.StageId).Integer((int)deal.Status)
                .Date(deal.Created).Date(deal.Close).Money(deal.Amount, "amount").Text(deal.Currency).Money(deal.HomeAmount, "home amount").Integer((int)deal.Kind)
                .Text(deal.LostReason).Text(deal.ForecastCategory).Modified(deal.ModifiedAt);
        },
        row => throw new NotSupportedException(), (one, other) => one.Id == other.Id);

    public static Task WriteAsync(Database database, Deal deal, Account account, Activity activity)
    {
        var now = TestContext.Current.CancellationToken;
        var at = Some.Modified + Duration.FromDays(1);
        return database.WriteAsync(
            async transaction =>
            {
                var (_, hash) = await SyncBooks.LockAsync(database, transaction, Source);
                var tally = new FactTally(Stored.Micros(at));
                using var sqlite = transaction.Connection is SqliteConnection connection ? new SqliteFactWriter(connection, Source, hash, tally) : null;
                FactWriter writer = sqlite is null ? new PostgresFactWriter((NpgsqlTransaction)transaction, Source, hash, tally) : sqlite;
                await writer.WriteAsync(Accounts, [account], now);
                await writer.WriteAsync(Deals, [deal], now);
                await writer.WriteAsync(Activities, [activity], now);
                await SyncBooks.MoveAsync(transaction, Source, "deals", "cursor", at);
                return tally.Written;
            },
            now);
    }
}
