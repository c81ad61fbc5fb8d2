using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Crm;

/// <summary>
/// A CRM forgets deleted records after a while (HubSpot after some 90 days), so a complete list is compared with what is stored: what
/// did not come is deleted. The store does that itself for the small kinds; for deals, accounts, activities and leads the ids are kept here.
/// </summary>
internal sealed class Absences(FactStore store, string source, bool isFirst)
{
    private readonly Dictionary<FactKind, HashSet<string>> _seen = new()
    {
        [FactKind.Account] = [],
        [FactKind.Deal] = [],
        [FactKind.Activity] = [],
        [FactKind.Prospect] = [],
    };

    /// <summary>Remembers what a page brought; where it ends a complete list, adds the deletions that follow from it.</summary>
    public async Task<FactPage> CompleteAsync(FactPage page, CancellationToken cancellationToken)
    {
        if (!isFirst) Remember(page.Facts, page.Listed);
        var large = (page.Replaces ?? []).Where(_seen.ContainsKey).ToList();
        if (large.Count == 0) return page;
        var deleted = page.Facts.Deleted.ToList();
        foreach (var kind in isFirst ? [] : large)
        {
            var stored = await store.LivingIdsAsync(source, kind, cancellationToken);
            var listed = stored.Where(id => id.StartsWith(page.IdPrefix, StringComparison.Ordinal));
            deleted.AddRange(listed.Where(id => !_seen[kind].Contains(id)).Select(id => (kind, id)));
        }

        return page with { Facts = page.Facts with { Deleted = deleted }, Replaces = [.. page.Replaces!.Except(large)] };
    }

    private void Remember(FactBatch facts, IReadOnlyList<(FactKind Kind, string Id)> listed)
    {
        foreach (var (kind, id) in listed) _seen[kind].Add(id);
        _seen[FactKind.Account].UnionWith(facts.Accounts.Select(a => a.Id));
        _seen[FactKind.Deal].UnionWith(facts.Deals.Select(d => d.Id));
        _seen[FactKind.Activity].UnionWith(facts.Activities.Select(a => a.Id));
        _seen[FactKind.Prospect].UnionWith(facts.Prospects.Select(p => p.Id));
    }
}
