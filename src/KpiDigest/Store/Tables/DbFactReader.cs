using System.Data.Common;

namespace KpiDigest.Store.Tables;

/// <summary>Reads rows through ADO.NET.</summary>
internal sealed class DbFactReader : FactReader
{
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;

    private DbFactReader(DbCommand command, DbDataReader reader) => (_command, _reader) = (command, reader);

    public static async Task<FactReader> OpenAsync(DbTransaction transaction, string sql, string source, long knownAt, CancellationToken cancellationToken)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = sql;
        Add(command, "source", source);
        Add(command, "knownAt", knownAt);
        return new DbFactReader(command, await command.ExecuteReaderAsync(cancellationToken));
    }

    public override async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
    }

    protected override ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => new(_reader.ReadAsync(cancellationToken));

    protected override bool IsNull(int column) => _reader.IsDBNull(column);

    protected override long IntegerAt(int column) => _reader.GetInt64(column);

    protected override string TextAt(int column) => _reader.GetString(column);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
