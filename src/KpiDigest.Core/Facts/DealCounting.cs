namespace KpiDigest.Core.Facts;

/// <summary>D1: which deals do not count, as far as it does not depend on their outcome.</summary>
internal sealed class DealCounting
{
    private readonly DealRules _rules;
    private readonly HashSet<string> _excludedDeals;
    private readonly HashSet<string> _excludedOwners;
    private readonly HashSet<string> _includedOwners;
    private readonly HashSet<string> _includedDeals;
    private readonly HashSet<string> _excluded;
    private readonly HashSet<string> _included;
    private readonly HashSet<string> _notALoss;

    public DealCounting(DealRules rules, Stage[] stages, Roster roster)
    {
        _rules = rules;
        _excludedDeals = new HashSet<string>(rules.ExcludedDeals, StringComparer.Ordinal);
        _notALoss = new HashSet<string>(rules.NotALoss.Select(r => r.Trim()), StringComparer.OrdinalIgnoreCase);
        _excluded = Pipelines(rules.ExcludedPipelines, stages);
        _included = Pipelines(rules.IncludedPipelines, stages);
        _excludedOwners = Owners(rules.ExcludedOwners, roster);
        _includedOwners = Owners(rules.IncludedOwners, roster);
        _includedDeals = new HashSet<string>(rules.IncludedDeals, StringComparer.Ordinal);
    }

    public LeftOut Always(string id, string? pipeline, string? owner, DealKind kind)
    {
        if (_excludedDeals.Contains(id) || (_rules.IncludedDeals.Count > 0 && !_includedDeals.Contains(id))) return LeftOut.Deal;
        if (pipeline is not null && _excluded.Contains(pipeline)) return LeftOut.Pipeline;
        if (_rules.IncludedPipelines.Count > 0 && (pipeline is null || !_included.Contains(pipeline))) return LeftOut.Pipeline;
        if (owner is not null && _excludedOwners.Contains(owner)) return LeftOut.Owner;
        if (_rules.IncludedOwners.Count > 0 && (owner is null || !_includedOwners.Contains(owner))) return LeftOut.Owner;
        return kind == DealKind.Renewal && !_rules.CountRenewals ? LeftOut.Renewal : LeftOut.No;
    }

    /// <summary>The lost reason as configured, where it means that a lost deal does not count.</summary>
    public string? NotALoss(string? lostReason) => lostReason is not null && _notALoss.TryGetValue(lostReason.Trim(), out var reason) ? reason : null;

    private static HashSet<string> Owners(IReadOnlyList<string> named, Roster roster)
    {
        var names = new HashSet<string>(named.Select(o => o.Trim()), StringComparer.OrdinalIgnoreCase);
        var ids = new HashSet<string>(named, StringComparer.Ordinal);
        ids.UnionWith(roster.Reps.Where(r => names.Contains(r.Name) || (r.Email is not null && names.Contains(r.Email))).Select(r => r.Id));
        return ids;
    }

    private static HashSet<string> Pipelines(IReadOnlyList<string> named, Stage[] stages)
    {
        var names = new HashSet<string>(named.Select(n => n.Trim()), StringComparer.OrdinalIgnoreCase);
        var ids = new HashSet<string>(named, StringComparer.Ordinal);
        ids.UnionWith(stages.Where(s => names.Contains(s.PipelineName)).Select(s => s.PipelineId));
        return ids;
    }
}
