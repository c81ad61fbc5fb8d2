using KpiDigest.Store;

namespace KpiDigest.Crm;

/// <summary>Moves pages from a source into the store; page and cursor in one transaction.</summary>
internal sealed class CrmSync(ICrmSource source, FactStore facts, TimeProvider clock)
{
    private readonly (ICrmSource, FactStore, TimeProvider) _parts = (source, facts, clock);

    /// <summary>Runs one sync to its end.</summary>
    /// <exception cref="CrmException">The CRM refused or went away; what was stored stays, the next sync resumes.</exception>
    public Task<SyncSummary> RunAsync(bool full, ISyncProgress progress, CancellationToken cancellationToken) => throw new NotImplementedException(_parts.ToString());
}
