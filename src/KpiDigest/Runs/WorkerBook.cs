using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>Which workers there are, on which configuration each works, and what each refused. On the database's clock.</summary>
internal sealed class WorkerBook(Database database)
{
    private static readonly Duration Alive = Duration.FromMinutes(2);
    private static readonly Duration Kept = Duration.FromDays(1);

    /// <summary>A worker was here.</summary>
    /// <param name="name">Which.</param>
    /// <param name="configuration">Hash of the configuration it works on.</param>
    /// <param name="refused">What is wrong with a newer one, one fault a line; null: it has the newest.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task SeenAsync(string name, string configuration, string? refused, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        await transaction.Connection!.ExecuteAsync(
            database.Dialect.Sql(
                """
                insert into workers (name, configuration, refused, seen_at) values (@name, @configuration, @refused, {now})
                on conflict (name) do update set configuration = excluded.configuration, refused = excluded.refused, seen_at = excluded.seen_at
                """),
            new { name, configuration, refused }, transaction);
        return await transaction.Connection!.ExecuteAsync(database.Dialect.Sql("delete from workers where seen_at < {now} - @kept"), new { kept = Stored.Micros(Kept) }, transaction);
    }, cancellationToken);

    /// <summary>The worker has stopped.</summary>
    public Task GoneAsync(string name, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition("delete from workers where name = @name", new { name }, cancellationToken: cancellationToken)), cancellationToken);

    /// <summary>The workers that were here in the last two minutes, by name.</summary>
    public Task<IReadOnlyList<WorkerRow>> ListAsync(CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<WorkerRow>>(
        async connection => (await connection.QueryAsync<(string Name, string Configuration, string? Refused)>(new CommandDefinition(
            database.Dialect.Sql("select name, configuration, refused from workers where seen_at > {now} - @alive order by name"), new { alive = Stored.Micros(Alive) }, cancellationToken: cancellationToken)))
            .AsList().ConvertAll(r => new WorkerRow(r.Name, r.Configuration, r.Refused)),
        cancellationToken);
}

/// <summary>A worker.</summary>
/// <param name="Name">Machine and process.</param>
/// <param name="Configuration">Hash of the configuration it works on.</param>
/// <param name="Refused">What is wrong with a newer one it refused; null: nothing.</param>
internal sealed record WorkerRow(string Name, string Configuration, string? Refused);
