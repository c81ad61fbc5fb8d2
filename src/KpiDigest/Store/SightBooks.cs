using System.Data.Common;
using System.Text.Json;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>What proves that the CRM's user does not see everything. A version is written when it changed, so that a replayed run sees what it saw.</summary>
internal sealed class SightBooks(Database database)
{
    /// <summary>Every part as it was known at an instant; no sentence: nothing is proven.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(DbTransaction transaction, string source, long knownAt)
    {
        var rows = await transaction.Connection!.QueryAsync<string>(
            "select findings from sights s where source = @source and recorded_at = (select max(n.recorded_at) from sights n where n.source = s.source and n.part = s.part and n.recorded_at <= @knownAt) order by part",
            new { source, knownAt }, transaction);
        return [.. rows.SelectMany(text => JsonSerializer.Deserialize<string[]>(text)!)];
    }

    public Task WriteAsync(string source, SightPart part, IReadOnlyList<string> findings, Instant at, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            """
            insert into sights (source, part, recorded_at, findings) select @source, @part, @at, @text
            where @text <> coalesce((select findings from sights where source = @source and part = @part order by recorded_at desc limit 1), '[]')
            on conflict (source, part, recorded_at) do update set findings = excluded.findings
            """,
            new { source, part = part.ToString().ToLowerInvariant(), at = Stored.Micros(at), text = JsonSerializer.Serialize(findings) }, transaction),
        cancellationToken);

    /// <summary>Living records of a kind, of which the id begins so.</summary>
    public Task<long> CountAsync(string source, FactKind kind, string idPrefix, CancellationToken cancellationToken) => database.ReadAsync(transaction =>
    {
        var table = FactTables.Of(kind);
        return transaction.Connection!.ExecuteScalarAsync<long>(
            $"select count(*) from {table.Name} t where t.source = @source and t.deleted = 0 and substr(t.{table.Key[0].Name}, 1, @length) = @idPrefix and {table.IsNewest}",
            new { source, idPrefix, length = idPrefix.Length }, transaction, commandTimeout: 0);
    }, cancellationToken);

    /// <summary>People who own living deals and whom the CRM never listed, and how many deals they own.</summary>
    public Task<(long Owners, long Deals)> StrangersAsync(string source, CancellationToken cancellationToken) => database.ReadAsync(transaction =>
        transaction.Connection!.QuerySingleAsync<(long, long)>(
            $"""
            select count(distinct t.owner_id), count(*) from deals t where t.source = @source and t.deleted = 0 and t.owner_id is not null
              and not exists (select 1 from reps r where r.source = t.source and r.id = t.owner_id) and {FactTables.Of(FactKind.Deal).IsNewest}
            """,
            new { source }, transaction, commandTimeout: 0), cancellationToken);
}
