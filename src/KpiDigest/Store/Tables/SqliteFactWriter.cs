using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Store.Tables;

/// <summary>
/// Writes rows inside the open transaction through SQLite's own prepared statements: three times as fast as commands, and without
/// garbage. One look-up of the newest version by primary key for each row.
/// </summary>
internal sealed class SqliteFactWriter(SqliteConnection connection, string source, FactTally tally) : FactWriter, IDisposable
{
    private readonly byte[] _source = Encoding.UTF8.GetBytes(source);
    private readonly Dictionary<FactTable, (sqlite3_stmt Newest, sqlite3_stmt Insert)> _statements = [];
    private readonly FactRow _row = new();

    public override Task WriteAsync<T>(FactTable<T> table, IReadOnlyList<T> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0) return Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        var (newest, insert) = StatementsFor(table);
        foreach (var fact in facts)
        {
            _row.Reset();
            table.Write(fact, _row);
            var hash = _row.Hash();
            if (tally.Takes(table, _row, hash, Newest(table, newest), out var at)) Insert(table, insert, hash, at);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var (newest, insert) in _statements.Values)
        {
            newest.Dispose();
            insert.Dispose();
        }
    }

    private FactVersion? Newest(FactTable table, sqlite3_stmt statement)
    {
        Bind(statement, 1, _source);
        for (var i = 0; i < table.Key.Length; i++) Bind(statement, i + 2, _row.Fields[i]);
        var found = raw.sqlite3_step(statement);
        FactVersion? version = found == raw.SQLITE_ROW
            ? new(raw.sqlite3_column_int64(statement, 0), raw.sqlite3_column_int64(statement, 1), raw.sqlite3_column_int64(statement, 2) != 0, raw.sqlite3_column_int64(statement, 3))
            : null;
        Check(raw.sqlite3_reset(statement));
        return version;
    }

    private void Insert(FactTable table, sqlite3_stmt statement, long hash, long at)
    {
        Bind(statement, 1, _source);
        var column = 2;
        for (var i = 0; i < _row.Fields.Count; i++)
        {
            if (i == table.Key.Length)
            {
                raw.sqlite3_bind_int64(statement, column++, at);
                raw.sqlite3_bind_int64(statement, column++, hash);
                raw.sqlite3_bind_int64(statement, column++, 0);
            }

            Bind(statement, column++, _row.Fields[i]);
        }

        raw.sqlite3_step(statement);
        Check(raw.sqlite3_reset(statement));
    }

    private void Bind(sqlite3_stmt statement, int index, FactField field)
    {
        if (field.IsNull) raw.sqlite3_bind_null(statement, index);
        else if (field.Type == ColumnType.Integer) raw.sqlite3_bind_int64(statement, index, field.Integer);
        else Bind(statement, index, _row.Utf8(field));
    }

    /// <summary>An empty span would be bound as null.</summary>
    private static void Bind(sqlite3_stmt statement, int index, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) raw.sqlite3_bind_text(statement, index, "");
        else raw.sqlite3_bind_text(statement, index, text);
    }

    private (sqlite3_stmt Newest, sqlite3_stmt Insert) StatementsFor(FactTable table)
    {
        if (_statements.TryGetValue(table, out var known)) return known;
        var keys = string.Concat(table.Key.Select((column, i) => $" and {column.Name} = ?{i + 2}"));
        var stamp = HasStamp(table) ? "modified_at" : "0";
        var values = string.Join(", ", Enumerable.Repeat("?", table.Key.Length + table.Content.Length + 4));
        var statements = (
            Prepare($"select recorded_at, hash, deleted, {stamp} from {table.Name} where source = ?1{keys} order by recorded_at desc limit 1"),
            Prepare($"insert into {table.Name} ({table.AllColumns}) values ({values})"));
        return _statements[table] = statements;
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return statement;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }
}
