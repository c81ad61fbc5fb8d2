using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Benchmarks;

/// <summary>A prepared insert over SQLite's C interface.</summary>
internal sealed class RawInsert : IDisposable
{
    private readonly sqlite3_stmt _statement;

    public RawInsert(SqliteConnection connection, string table, string columns)
    {
        var marks = string.Join(',', columns.Split(',').Select(_ => '?'));
        Check(raw.sqlite3_prepare_v2(connection.Handle!, $"insert into {table} ({columns}) values ({marks})", out _statement));
    }

    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                null => raw.sqlite3_bind_null(_statement, i + 1),
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                var text => raw.sqlite3_bind_text(_statement, i + 1, (string)text),
            });
        }

        if (raw.sqlite3_step(_statement) is var done && done != raw.SQLITE_DONE) Check(done);
        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite answered {result}: {raw.sqlite3_errstr(result).utf8_to_string()}.");
    }
}
