using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Store.Tables;

/// <summary>
/// Reads rows over SQLite's C interface, on the connection of the open transaction. Texts that came lately, such as the id of the deal whose
/// changes follow each other, an owner or a stage, are not made again.
/// </summary>
internal sealed class SqliteFactReader : FactReader
{
    private const int Longest = 40;
    private const int Slots = 8192;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly string?[] _lately = new string?[Slots];
    private int _rows;

    public SqliteFactReader(SqliteConnection connection, string sql, string source, long knownAt)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
        Check(raw.sqlite3_bind_text(_statement, raw.sqlite3_bind_parameter_index(_statement, "@source"), source));
        Check(raw.sqlite3_bind_int64(_statement, raw.sqlite3_bind_parameter_index(_statement, "@knownAt"), knownAt));
    }

    public override ValueTask DisposeAsync()
    {
        _statement.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if ((++_rows & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return new ValueTask<bool>(result == raw.SQLITE_ROW);
    }

    protected override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    protected override long IntegerAt(int column) => raw.sqlite3_column_int64(_statement, column);

    protected override string TextAt(int column)
    {
        var utf8 = raw.sqlite3_column_blob(_statement, column);
        if (utf8.IsEmpty) return "";
        if (utf8.Length > Longest) return Encoding.UTF8.GetString(utf8);
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var known = ref _lately[hash.ToHashCode() & (Slots - 1)];
        if (known is null || !Ascii.Equals(utf8, known)) known = Encoding.UTF8.GetString(utf8);
        return known;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
