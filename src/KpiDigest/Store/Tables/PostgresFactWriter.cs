using Npgsql;
using NpgsqlTypes;

namespace KpiDigest.Store.Tables;

/// <summary>Writes rows inside the open transaction: one query for the newest versions of the whole list, then a binary COPY of what is new.</summary>
internal sealed class PostgresFactWriter(NpgsqlTransaction transaction, string source, SipHash hash, FactTally tally) : FactWriter
{
    private readonly FactRow _row = new();

    public override async Task WriteAsync<T>(FactTable<T> table, IReadOnlyList<T> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0) return;
        var newest = await NewestAsync(table, facts, cancellationToken);
        NpgsqlBinaryImporter? copy = null;
        try
        {
            foreach (var fact in facts)
            {
                Encode(table, fact);
                var (key, content) = (_row.KeyText, hash.Of(_row.Content));
                FactVersion? stored = newest.TryGetValue(key, out var version) ? version : null;
                if (!tally.Takes(table, _row, content, stored, out var at)) continue;
                newest[key] = new(at, content, false, _row.ModifiedAt);
                copy ??= await transaction.Connection!.BeginBinaryImportAsync($"copy {table.Name} ({table.AllColumns}) from stdin (format binary)", cancellationToken);
                await WriteRowAsync(copy, table, content, at, cancellationToken);
            }

            if (copy is not null) await copy.CompleteAsync(cancellationToken);
        }
        finally
        {
            if (copy is not null) await copy.DisposeAsync();
        }
    }

    private void Encode<T>(FactTable<T> table, T fact)
    {
        _row.Reset();
        table.Write(fact, _row);
    }

    private async Task<Dictionary<string, FactVersion>> NewestAsync<T>(FactTable<T> table, IReadOnlyList<T> facts, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(facts.Count, StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            Encode(table, fact);
            ids.Add(_row.Fields[0].Text!);
        }

        var stamp = table.HasStamp ? "modified_at" : "0::bigint";
        await using var command = new NpgsqlCommand(
            $"select distinct on ({table.KeyList}) {string.Join(" || E'\\n' || ", table.Key.Select(column => $"{column.Name}::text"))}, recorded_at, hash, deleted, {stamp} from {table.Name} " +
            $"where source = $1 and {table.Key[0].Name} = any($2) order by {table.KeyList}, recorded_at desc", transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        var newest = new Dictionary<string, FactVersion>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            newest[reader.GetString(0)] = new(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3) != 0, reader.GetInt64(4));
        return newest;
    }

    private async Task WriteRowAsync(NpgsqlBinaryImporter copy, FactTable table, long content, long at, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(source, NpgsqlDbType.Text, cancellationToken);
        for (var i = 0; i < _row.Fields.Count; i++)
        {
            if (i == table.Key.Length)
            {
                await copy.WriteAsync(at, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(content, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(0L, NpgsqlDbType.Bigint, cancellationToken);
            }

            await WriteFieldAsync(copy, _row.Fields[i], cancellationToken);
        }
    }

    private static Task WriteFieldAsync(NpgsqlBinaryImporter copy, FactField field, CancellationToken cancellationToken)
    {
        if (field.IsNull) return copy.WriteNullAsync(cancellationToken);
        return field.Type == ColumnType.Integer
            ? copy.WriteAsync(field.Integer, NpgsqlDbType.Bigint, cancellationToken)
            : copy.WriteAsync(field.Text!, NpgsqlDbType.Text, cancellationToken);
    }
}
