using System.Data.Common;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;

namespace KpiDigest.Store;

/// <summary>How records are shown to people: names and deep links, fetched by id at the edge.</summary>
internal sealed class RecordNames(Database database)
{
    private const int Chunk = 500;
    private static readonly FactKind[] Named = [FactKind.Deal, FactKind.Account, FactKind.Rep, FactKind.Team, FactKind.Stage];

    public Task<IReadOnlyDictionary<(FactKind Kind, string Id), RecordName>> DescribeAsync(string source, IReadOnlyCollection<(FactKind Kind, string Id)> records, CancellationToken cancellationToken) =>
        database.ReadAsync(async transaction =>
        {
            var links = (await SyncBooks.ReadAccountAsync(transaction, source))?.Links ?? new Dictionary<FactKind, string>();
            var names = new Dictionary<(FactKind Kind, string Id), RecordName>();
            foreach (var kind in records.Where(record => Named.Contains(record.Kind)).GroupBy(record => record.Kind, record => record.Id))
                foreach (var ids in kind.Distinct(StringComparer.Ordinal).Chunk(Chunk))
                    foreach (var (id, name) in await NamesAsync(transaction, source, FactTables.Of(kind.Key), ids, cancellationToken))
                        names[(kind.Key, id)] = new RecordName(name, links.TryGetValue(kind.Key, out var link) ? Link(link, id) : null);
            return (IReadOnlyDictionary<(FactKind Kind, string Id), RecordName>)names;
        }, cancellationToken);

    private Task<IEnumerable<(string Id, string Name)>> NamesAsync(DbTransaction transaction, string source, FactTable table, string[] ids, CancellationToken cancellationToken) =>
        transaction.Connection!.QueryAsync<(string Id, string Name)>(new CommandDefinition(
            $"select t.id, t.name from {table.Name} t where t.source = @source and {database.Dialect.In("t.id", "ids")} and {table.IsNewest}", new { source, ids }, transaction, cancellationToken: cancellationToken));

    private static string Link(string template, string id) => template.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);
}
