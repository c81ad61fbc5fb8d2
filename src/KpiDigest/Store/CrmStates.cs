using System.Data.Common;
using System.Text.Json;
using Dapper;
using KpiDigest.Core.Facts;

namespace KpiDigest.Store;

/// <summary>
/// What a CRM said of itself, where figures rest on it. A version is written when it changed, later than whatever a run has frozen, so that a replayed
/// run knows what it knew.
/// </summary>
internal static class CrmStates
{
    /// <summary>As known at an instant; null: nothing was written by then, as before this table was there.</summary>
    public static async Task<(string? Currency, IReadOnlyDictionary<FactKind, string> Missing)?> ReadAsync(DbTransaction transaction, string source, long knownAt)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<StateRow>(
            "select currency as Currency, missing as Missing from crm_states where source = @source and recorded_at = (select max(recorded_at) from crm_states where source = @source and recorded_at <= @knownAt)",
            new { source, knownAt }, transaction);
        return row is null ? null : (row.Currency, Kinds(row.Missing));
    }

    /// <summary>Takes over what the source's row says now.</summary>
    public static async Task<int> KeepAsync(Database database, DbTransaction transaction, string source, long at)
    {
        var (frozen, _) = await SyncBooks.LockAsync(database, transaction, source);
        return await transaction.Connection!.ExecuteAsync(
            """
            insert into crm_states (source, recorded_at, currency, missing) select name, @at, currency, missing from sources
            where name = @source and not exists (
              select 1 from crm_states s where s.source = sources.name and s.recorded_at = (select max(n.recorded_at) from crm_states n where n.source = s.source)
              and coalesce(s.currency, '') = coalesce(sources.currency, '') and s.missing = sources.missing)
            on conflict (source, recorded_at) do update set currency = excluded.currency, missing = excluded.missing
            """,
            new { source, at = Math.Max(at, frozen + 1) }, transaction);
    }

    public static string Text(IReadOnlyDictionary<FactKind, string> values) =>
        JsonSerializer.Serialize(values.OrderBy(v => v.Key).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value));

    public static Dictionary<FactKind, string> Kinds(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(text)!.ToDictionary(pair => Enum.Parse<FactKind>(pair.Key), pair => pair.Value);

    private sealed record StateRow(string? Currency, string Missing);
}
