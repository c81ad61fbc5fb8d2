using System.Data.Common;
using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Alerts;

/// <summary>What the admin was told and what not yet; shared by all workers.</summary>
internal sealed class AlertBook(Database database)
{
    private static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>Takes down what there is now: new matters, changed texts, and that others are over.</summary>
    public Task<int> RecordAsync(IReadOnlyCollection<Matter> matters, Instant now, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var known = (await QueryAsync<string>(transaction, "select matter from alerts where ended is null", null)).Except(matters.Select(m => m.Key));
        foreach (var over in known) await ExecuteAsync(transaction, "update alerts set ended = @at where matter = @over", new { over, at = Stored.Micros(now) });
        foreach (var matter in matters)
            await ExecuteAsync(
                transaction,
                "insert into alerts (matter, text, since) values (@Key, @Text, @at) on conflict (matter) do update set text = excluded.text, "
                + "since = case when alerts.ended is null then alerts.since else excluded.since end, told_text = case when alerts.ended is null then alerts.told_text end, ended = null",
                new { matter.Key, matter.Text, at = Stored.Micros(now) });
        return await ExecuteAsync(transaction, "delete from alerts where ended < @before", new { before = Stored.Micros(now - Kept) });
    }, cancellationToken);

    /// <summary>What the admin was not told yet, or not in these words; oldest first. Empty as long as the last mail is younger than <paramref name="pause"/>.</summary>
    public Task<IReadOnlyList<Matter>> UntoldAsync(Duration pause, Instant now, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<Matter>>(async transaction =>
    {
        var last = (await QueryAsync<long?>(transaction, "select max(told_at) from alerts", null)).Single();
        if (Stored.At(last) is { } at && at + pause > now) return [];
        var rows = await QueryAsync<(string Key, string Text)>(
            transaction, "select matter, text from alerts where ended is null and (told_text is null or told_text <> text) order by since, matter", null);
        return rows.ConvertAll(r => new Matter(r.Key, r.Text));
    }, cancellationToken);

    /// <summary>The admin knows.</summary>
    public Task<int> ToldAsync(IReadOnlyCollection<Matter> matters, Instant now, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var told = 0;
        foreach (var matter in matters)
            told += await ExecuteAsync(transaction, "update alerts set told_at = @at, told_text = @Text where matter = @Key", new { matter.Key, matter.Text, at = Stored.Micros(now) });
        return told;
    }, cancellationToken);

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object parameters) => transaction.Connection!.ExecuteAsync(sql, parameters, transaction);

    private static async Task<List<T>> QueryAsync<T>(DbTransaction transaction, string sql, object? parameters) => (await transaction.Connection!.QueryAsync<T>(sql, parameters, transaction)).AsList();
}
