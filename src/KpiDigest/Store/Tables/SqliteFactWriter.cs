using System.Text;
using Microsoft.Data.Sqlite;

namespace KpiDigest.Store.Tables;

/// <summary>Writes rows inside the open transaction through SQLite's own prepared statements: three times as fast as commands, and without garbage.</summary>
internal sealed class SqliteFactWriter(SqliteConnection connection, string source, SipHash hash, FactTally tally) : FactWriter, IDisposable
{
    private readonly byte[] _source = Encoding.UTF8.GetBytes(source);
    private readonly List<SqliteFactTarget> _targets = [];
    private readonly FactRow _row = new();

    public override Task WriteAsync<T>(FactTable<T> table, IReadOnlyList<T> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0) return Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        var target = new SqliteFactTarget(connection, _source, table);
        _targets.Add(target);
        foreach (var fact in facts)
        {
            _row.Reset();
            table.Write(fact, _row);
            var content = hash.Of(_row.Content);
            if (tally.Takes(table, _row, content, target.Newest(_row), out var at)) target.Insert(_row, content, at);
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _targets.ForEach(target => target.Dispose());
}
