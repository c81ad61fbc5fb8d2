using Dapper;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>
/// Whose database this is, whether mail was activated, and since when each digest is. A database belongs to one installation: where
/// the configuration names another (a restored backup, a copied database), nothing may be sent.
/// </summary>
internal sealed class InstallationStore(Database database)
{
    /// <summary>The installation; null: the database is not adopted yet.</summary>
    public Task<InstallationRow?> ReadAsync(CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>("select id as Id, created_at as CreatedAt, live_at as LiveAt, doubt as Doubt from installation"))?.Read(), cancellationToken);

    /// <summary>Writes the id into a new database; answers with the id it belongs to, whoever came first.</summary>
    public async Task<string> AdoptAsync(string id, Instant now, CancellationToken cancellationToken)
    {
        await database.UseAsync(
            connection => connection.ExecuteAsync(
                "insert into installation (only_row, id, created_at) values (1, @id, @at) on conflict (only_row) do nothing", new { id, at = Stored.Micros(now) }),
            cancellationToken);
        return (await ReadAsync(cancellationToken))!.Id;
    }

    /// <summary>Null where the database is nobody's or belongs to the configured installation; else cause and fix, and nothing may be sent.</summary>
    public async Task<string?> CheckAsync(string configuredId, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } stored || stored.Id == configuredId) return null;
        return $"{database.Name} belongs to the installation '{stored.Id}', the configuration is that of '{configuredId}' (Installation). Nothing is sent. If this is a copy, give it a database of its own; if the installation was renamed, set Installation back to '{stored.Id}'.";
    }

    /// <summary>When each digest was activated, by digest id.</summary>
    public Task<IReadOnlyDictionary<string, Instant>> ActivationsAsync(CancellationToken cancellationToken) => database.UseAsync(
        async connection => (IReadOnlyDictionary<string, Instant>)(await connection.QueryAsync<(string Digest, long At)>("select digest, activated_at from activations"))
            .ToDictionary(row => row.Digest, row => Stored.At(row.At), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Activates digests that are not yet; an activation, once made, stays.</summary>
    public Task ActivateAsync(IReadOnlyCollection<string> digestIds, Instant at, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(
            "insert into activations (digest, activated_at) values (@digest, @at) on conflict (digest) do nothing", digestIds.Select(digest => new { digest, at = Stored.Micros(at) }).ToList(), transaction),
        cancellationToken);

    /// <summary>Whether mail was turned on by hand.</summary>
    public async Task<bool> IsLiveAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken))?.LiveAt is not null;

    /// <summary>Turns mail on.</summary>
    /// <exception cref="InvalidOperationException">The database is not adopted yet.</exception>
    public async Task GoLiveAsync(Instant at, CancellationToken cancellationToken)
    {
        var rows = await database.UseAsync(connection => connection.ExecuteAsync("update installation set live_at = coalesce(live_at, @at)", new { at = Stored.Micros(at) }), cancellationToken);
        if (rows == 0) throw new InvalidOperationException($"{database.Name} belongs to no installation yet: adopt it before mail is turned on.");
    }

    private sealed class Row
    {
        public string Id { get; set; } = "";

        public long CreatedAt { get; set; }

        public long? LiveAt { get; set; }

        public string? Doubt { get; set; }

        public InstallationRow Read() => new(Id, Stored.At(CreatedAt), Stored.At(LiveAt)) { Doubt = Doubt };
    }
}
