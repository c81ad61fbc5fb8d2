using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace KpiDigest.Store.Tables;

/// <summary>Reads the versions of a source that were recorded by an instant, in the order of their keys.</summary>
internal sealed class VersionReader(DbTransaction transaction, string source, long knownAt)
{
    /// <summary>Every version, oldest first inside a record.</summary>
    public async IAsyncEnumerable<(T Fact, Instant RecordedAt, bool Deleted)> AllAsync<T>(FactTable<T> table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var row = await OpenAsync($"select recorded_at, deleted, {table.KeyList}, {table.ContentList} from {table.Name} where source = @source and recorded_at <= @knownAt order by source, {table.KeyList}, recorded_at", cancellationToken);
        while (await row.NextAsync(cancellationToken))
        {
            var recordedAt = row.At();
            var deleted = row.Flag();
            yield return (table.Read(row), recordedAt, deleted);
        }
    }

    /// <summary>The versions of each record that is not deleted, oldest first; one that was deleted in between is left out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<(T Fact, Instant RecordedAt)>> RecordsAsync<T>(FactTable<T> table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (record, lastDeleted) = (new List<(T Fact, Instant RecordedAt)>(), false);
        await foreach (var (fact, recordedAt, deleted) in AllAsync(table, cancellationToken))
        {
            if (record.Count > 0 && !table.IsSame(record[^1].Fact, fact))
            {
                if (!lastDeleted) yield return record;
                record = [];
            }

            if (!deleted || record.Count == 0) record.Add((fact, recordedAt));
            lastDeleted = deleted;
        }

        if (record.Count > 0 && !lastDeleted) yield return record;
    }

    /// <summary>The newest version of each record that is not deleted.</summary>
    public async IAsyncEnumerable<T> NewestAsync<T>(FactTable<T> table, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        T? last = null;
        var lastDeleted = false;
        await foreach (var (fact, _, deleted) in AllAsync(table, cancellationToken))
        {
            if (last is not null && !lastDeleted && !table.IsSame(last, fact)) yield return last;
            (last, lastDeleted) = (fact, deleted);
        }

        if (last is not null && !lastDeleted) yield return last;
    }

    private async Task<FactReader> OpenAsync(string sql, CancellationToken cancellationToken) => transaction.Connection is SqliteConnection sqlite
        ? new SqliteFactReader(sqlite, sql, source, knownAt)
        : await DbFactReader.OpenAsync(transaction, sql, source, knownAt, cancellationToken);
}
