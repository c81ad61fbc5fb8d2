using System.Data.Common;
using System.Text.Json;
using Dapper;
using KpiDigest.Core.Facts;

namespace KpiDigest.Store;

/// <summary>Who was erased. Whatever writes facts, files or mails asks it, so that nobody comes back.</summary>
internal static class ErasureList
{
    private const string Columns = "token as Token, source as Source, rep_id as RepId, salt as Salt, names as Names, addresses as Addresses";

    public static Task<ErasedWords> ReadAsync(Database database, CancellationToken cancellationToken) => database.UseAsync(connection => ReadAsync(connection, null), cancellationToken);

    public static async Task<ErasedWords> ReadAsync(DbConnection connection, DbTransaction? transaction) =>
        new([.. (await connection.QueryAsync<Row>($"select {Columns} from erasures order by erased_at, token", null, transaction)).Select(r => r.Person())]);

    public static Task<int> AddAsync(Database database, DbTransaction transaction, ErasedPerson person) => transaction.Connection!.ExecuteAsync(
        database.Dialect.Sql("insert into erasures (token, source, rep_id, salt, names, addresses, erased_at) values (@Token, @Source, @RepId, @Salt, @names, @addresses, {now})"),
        new { person.Token, person.Source, person.RepId, person.Salt, names = JsonSerializer.Serialize(person.Names), addresses = JsonSerializer.Serialize(person.Addresses) }, transaction);

    /// <summary>A page of facts without erased people: a rep by id, teams by name.</summary>
    public static FactBatch Mask(ErasedWords erased, string source, FactBatch batch) => erased.IsEmpty ? batch : batch with
    {
        Reps = [.. batch.Reps.Select(rep => erased.Rep(source, rep.Id) is { } person ? rep with { Name = person.Token, Email = rep.Email is null ? null : person.Address } : rep)],
        Teams = [.. batch.Teams.Select(team => team with { Name = erased.Mask(team.Name) })],
    };

    private sealed class Row
    {
        public string Token { get; set; } = "";

        public string? Source { get; set; }

        public string? RepId { get; set; }

        public string Salt { get; set; } = "";

        public string Names { get; set; } = "";

        public string Addresses { get; set; } = "";

        public ErasedPerson Person() => new(Token, Source, RepId, Salt, JsonSerializer.Deserialize<string[]>(Names)!, JsonSerializer.Deserialize<string[]>(Addresses)!);
    }
}
