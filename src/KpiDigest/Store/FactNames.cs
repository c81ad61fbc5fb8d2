using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;

namespace KpiDigest.Store;

/// <summary>What the facts call people and things, and the CRM's quotas: what supplement files are read against.</summary>
/// <param name="Reps">Reps, leavers included.</param>
/// <param name="Teams">Teams.</param>
/// <param name="Stages">Pipeline stages.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="Quotas">The CRM's quotas.</param>
internal sealed record FactNames(IReadOnlyList<Rep> Reps, IReadOnlyList<Team> Teams, IReadOnlyList<Stage> Stages, IReadOnlyList<Account> Accounts, IReadOnlyList<Quota> Quotas)
{
    public static async Task<FactNames> ReadAsync(VersionReader versions, CancellationToken cancellationToken)
    {
        var reps = new Dictionary<string, Rep>(StringComparer.Ordinal);
        await foreach (var (rep, _, _) in versions.AllAsync(FactTables.Reps, cancellationToken)) reps[rep.Id] = rep;
        return new FactNames(
            [.. reps.Values],
            await versions.NewestAsync(FactTables.Teams, cancellationToken).ToListAsync(cancellationToken),
            await versions.NewestAsync(FactTables.Stages, cancellationToken).ToListAsync(cancellationToken),
            await versions.NewestAsync(FactTables.Accounts, cancellationToken).ToListAsync(cancellationToken),
            await versions.NewestAsync(FactTables.Quotas, cancellationToken).ToListAsync(cancellationToken));
    }
}
