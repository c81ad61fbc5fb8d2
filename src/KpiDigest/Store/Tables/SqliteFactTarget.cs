using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Store.Tables;

/// <summary>
/// One table inside the open transaction. The newest versions are looked up once for all rows of one id that follow each other, and not at all
/// for an id behind the last one: a first load mostly comes in the order of its ids.
/// </summary>
internal sealed class SqliteFactTarget : IDisposable
{
    private readonly FactTable _table;
    private readonly SqliteConnection _connection;
    private readonly byte[] _source;
    private readonly sqlite3_stmt _versions;
    private readonly sqlite3_stmt _insert;
    private readonly Dictionary<(long, long), FactVersion> _newest = [];
    private byte[]? _id;
    private byte[] _last;

    public SqliteFactTarget(SqliteConnection connection, byte[] source, FactTable table)
    {
        (_connection, _source, _table) = (connection, source, table);
        var id = table.Key[0].Name;
        var inner = string.Concat(table.Key.Skip(1).Select(column => $"{column.Name}, "));
        var order = table.Key.Length == 1 ? "order by recorded_at desc limit 1" : $"order by {inner}recorded_at";
        var values = string.Join(", ", Enumerable.Repeat("?", table.Key.Length + table.Content.Length + 4));
        _versions = Prepare($"select recorded_at, hash, deleted, {(table.HasStamp ? "modified_at" : "0")}, {inner}0, 0 from {table.Name} where source = ?1 and {id} = ?2 {order}");
        _insert = Prepare($"insert into {table.Name} ({table.AllColumns}) values ({values})");
        _last = Last($"select {id} from {table.Name} where source = ?1 order by {id} desc limit 1");
    }

    public FactVersion? Newest(FactRow row)
    {
        var id = row.Utf8(row.Fields[0]);
        if (_id is null || !id.SequenceEqual(_id)) Turn(id);
        return _newest.TryGetValue(Inner(row), out var version) ? version : null;
    }

    public void Insert(FactRow row, long hash, long at)
    {
        Bind(_insert, 1, _source);
        var column = 2;
        for (var i = 0; i < row.Fields.Count; i++)
        {
            if (i == _table.Key.Length)
            {
                raw.sqlite3_bind_int64(_insert, column++, at);
                raw.sqlite3_bind_int64(_insert, column++, hash);
                raw.sqlite3_bind_int64(_insert, column++, 0);
            }

            Bind(_insert, column++, row, row.Fields[i]);
        }

        raw.sqlite3_step(_insert);
        Check(raw.sqlite3_reset(_insert));
        _newest[Inner(row)] = new(at, hash, false, row.ModifiedAt);
    }

    public void Dispose()
    {
        _versions.Dispose();
        _insert.Dispose();
    }

    /// <summary>Goes to another id.</summary>
    private void Turn(ReadOnlySpan<byte> id)
    {
        _id = id.ToArray();
        _newest.Clear();
        if (id.SequenceCompareTo(_last) > 0)
        {
            _last = _id;
            return;
        }

        Bind(_versions, 1, _source);
        Bind(_versions, 2, id);
        while (raw.sqlite3_step(_versions) == raw.SQLITE_ROW)
        {
            var inner = (raw.sqlite3_column_int64(_versions, 4), raw.sqlite3_column_int64(_versions, 5));
            _newest[_table.Key.Length switch { 1 => (0, 0), 2 => (inner.Item1, 0), _ => inner }] = new(
                raw.sqlite3_column_int64(_versions, 0), raw.sqlite3_column_int64(_versions, 1), raw.sqlite3_column_int64(_versions, 2) != 0, raw.sqlite3_column_int64(_versions, 3));
        }

        Check(raw.sqlite3_reset(_versions));
    }

    /// <summary>The part of the key behind the id: at most two numbers.</summary>
    private (long, long) Inner(FactRow row) =>
        (_table.Key.Length > 1 ? row.Fields[1].Integer : 0, _table.Key.Length > 2 ? row.Fields[2].Integer : 0);

    private byte[] Last(string sql)
    {
        using var statement = Prepare(sql);
        Bind(statement, 1, _source);
        var last = raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_blob(statement, 0).ToArray() : [];
        Check(raw.sqlite3_reset(statement));
        return last;
    }

    private static void Bind(sqlite3_stmt statement, int index, FactRow row, FactField field)
    {
        if (field.IsNull) raw.sqlite3_bind_null(statement, index);
        else if (field.Type == ColumnType.Integer) raw.sqlite3_bind_int64(statement, index, field.Integer);
        else Bind(statement, index, row.Utf8(field));
    }

    /// <summary>An empty span would be bound as null.</summary>
    private static void Bind(sqlite3_stmt statement, int index, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) raw.sqlite3_bind_text(statement, index, "");
        else raw.sqlite3_bind_text(statement, index, text);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return statement;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
