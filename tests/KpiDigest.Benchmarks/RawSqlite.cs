using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Benchmarks;

/// <summary>
/// The rows of a synced database, written again into an empty one as fast as SQLite takes them: prepared inserts over its C interface, nothing
/// compared, nothing hashed.
/// </summary>
internal sealed class RawSqlite
{
    private readonly List<string> _schema = [];
    private readonly List<(string Table, object?[][] Rows)> _tables = [];

    /// <summary>Reads schema and rows of a database file.</summary>
    public RawSqlite(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        foreach (var row in Query(connection, "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type desc"))
            _schema.Add((string)row[0]!);
        foreach (var row in Query(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"))
            _tables.Add(((string)row[0]!, [.. Query(connection, $"select * from {row[0]}")]));
    }

    /// <summary>Writes everything into a new file, a number of rows in each transaction.</summary>
    public void Write(string file, int rowsInTransaction)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var db = connection.Handle!;
        Execute(db, "pragma journal_mode = wal");
        Execute(db, "pragma synchronous = normal");
        _schema.ForEach(sql => Execute(db, sql));
        var written = 0;
        Execute(db, "begin immediate");
        foreach (var (table, rows) in _tables.Where(table => table.Rows.Length > 0))
        {
            using var insert = Prepare(db, $"insert into {table} values ({string.Join(',', Enumerable.Repeat('?', rows[0].Length))})");
            foreach (var row in rows)
            {
                Insert(insert, row);
                if (++written % rowsInTransaction != 0)
                    continue;
                Execute(db, "commit");
                Execute(db, "begin immediate");
            }
        }

        Execute(db, "commit");
    }

    private static void Insert(sqlite3_stmt insert, object?[] row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            Check(row[column] switch
            {
                null => raw.sqlite3_bind_null(insert, column + 1),
                long number => raw.sqlite3_bind_int64(insert, column + 1, number),
                double number => raw.sqlite3_bind_double(insert, column + 1, number),
                var text => raw.sqlite3_bind_text(insert, column + 1, (string)text),
            });
        }

        var done = raw.sqlite3_step(insert);
        if (done != raw.SQLITE_DONE)
            Check(done);
        Check(raw.sqlite3_reset(insert));
    }

    private static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        Check(raw.sqlite3_prepare_v2(db, sql, out var statement));
        return statement;
    }

    private static void Execute(sqlite3 db, string sql) => Check(raw.sqlite3_exec(db, sql));

    private static void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite answered {result}: {raw.sqlite3_errstr(result).utf8_to_string()}.");
    }

    private static IEnumerable<object?[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            yield return [.. row.Select(value => value is DBNull ? null : value)];
        }
    }
}
