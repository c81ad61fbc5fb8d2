using NodaTime;

namespace KpiDigest.Store;

/// <summary>Whose database this is, whether mail was activated, and since when each digest is.</summary>
internal sealed class InstallationStore(Database database)
{
    private readonly Database _database = database;

    /// <summary>Writes the id into a new database; answers with the id it belongs to, whoever came first.</summary>
    public Task<string> AdoptAsync(string id, Instant now, CancellationToken cancellationToken) => throw new NotImplementedException(_database.Name);

    /// <summary>When each digest was activated, by digest id.</summary>
    public Task<IReadOnlyDictionary<string, Instant>> ActivationsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Activates digests that are not yet; an activation, once made, stays.</summary>
    public Task ActivateAsync(IReadOnlyCollection<string> digestIds, Instant at, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Whether mail was turned on by hand.</summary>
    public Task<bool> IsLiveAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Turns mail on.</summary>
    public Task GoLiveAsync(Instant at, CancellationToken cancellationToken) => throw new NotImplementedException();
}
