using System.Data.Common;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>
/// Deletions are versions too: a copy of the newest version marked deleted, so that the name of a deleted record stays known. A record
/// that comes back gets a new version.
/// </summary>
internal sealed class Deletions(Database database, DbTransaction transaction, string source, FactTally tally)
{
    private readonly DbConnection _connection = transaction.Connection!;

    /// <summary>Marks records deleted; unknown ones and deleted ones are left alone.</summary>
    public async Task DeleteAsync(IReadOnlyList<(FactKind Kind, string Id)> records, CancellationToken cancellationToken)
    {
        foreach (var (kind, id) in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await MarkAsync(FactTables.Of(kind), "t.id = @id", new { source, at = tally.RecordedAt, id = PlainText.Clean(id) });
        }
    }

    /// <summary>Notes that the records of the small kinds came now, and by which object.</summary>
    public async Task SeeAsync(string objectName, FactBatch batch, Instant syncStartedAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var records = batch.Reps.Select(rep => (FactKind.Rep, rep.Id))
            .Concat(batch.Teams.Select(team => (FactKind.Team, team.Id)))
            .Concat(batch.Stages.Select(stage => (FactKind.Stage, stage.Id)))
            .Concat(batch.Quotas.Select(quota => (FactKind.Quota, quota.Id)))
            .Select(record => new { source, kind = FactTable.NameOf(record.Item1), id = PlainText.Clean(record.Id), objectName, at = Stored.Micros(syncStartedAt) })
            .ToList();
        if (records.Count == 0) return;
        await _connection.ExecuteAsync(database.Dialect.Sql(
            """
            insert into seen (source, kind, id, object, seen_at) values (@source, @kind, @id, @objectName, @at)
            on conflict (source, kind, id) do update set object = excluded.object, seen_at = {greatest}(seen.seen_at, excluded.seen_at)
            """), records, transaction);
    }

    /// <summary>Marks deleted what came by this object before, but not since the sync started.</summary>
    public Task ReplaceAsync(string objectName, FactKind kind, Instant syncStartedAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return MarkAsync(
            FactTables.Of(kind),
            "exists (select 1 from seen s where s.source = t.source and s.kind = @kind and s.id = t.id and s.object = @objectName and s.seen_at < @startedAt)",
            new { source, at = tally.RecordedAt, kind = FactTable.NameOf(kind), objectName, startedAt = Stored.Micros(syncStartedAt) });
    }

    private async Task MarkAsync(FactTable table, string condition, object parameters) => tally.WroteDeletions(await _connection.ExecuteAsync(database.Dialect.Sql(
        $$"""
        insert into {{table.Name}} ({{table.AllColumns}})
        select source, {{table.KeyList}}, {greatest}(@at, recorded_at + 1), hash, 1, {{table.ContentList}}
        from {{table.Name}} t where t.source = @source and t.deleted = 0 and {{condition}} and {{table.IsNewest}}
        """), parameters, transaction));
}
