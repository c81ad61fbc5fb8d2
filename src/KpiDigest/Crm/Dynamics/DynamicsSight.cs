namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Does the user see every row? Yes where its roles give it organisation-level read ('Global') of a table. What Dataverse says is less is a proof; where it does not
/// say, counts are compared and a warning says so.
/// </summary>
internal sealed class DynamicsSight(UserPrivileges? privileges)
{
    private const string All = "Global";

    // Tables whose rows belong to somebody, so that a role may show some and hide others.
    private static readonly string[] Owned =
    [
        DynamicsApi.Opportunity, DynamicsApi.OpportunityClose, DynamicsApi.Account, DynamicsApi.Contact, DynamicsApi.Lead, DynamicsApi.Appointment, DynamicsApi.PhoneCall, DynamicsApi.Email, DynamicsApi.Task, DynamicsApi.Goal,
    ];

    private readonly ILookup<string, string>? _depths = privileges?.All.Where(p => p.Depth is not null).ToLookup(p => p.Id, p => p.Depth!, StringComparer.OrdinalIgnoreCase);

    public bool IsKnown => _depths is not null;

    /// <summary>Whether the user may read anything of a table; null: Dataverse does not say.</summary>
    public bool? MayRead(SeenTable table) => _depths is null || table.ReadPrivilege is not { } read ? null : _depths.Contains(read);

    /// <summary>Cause and fix of what proves that it does not see everything.</summary>
    public IReadOnlyList<string> Unseen(IReadOnlyDictionary<string, SeenTable> seen)
    {
        if (_depths is null) return [];
        var hidden = Owned.Where(t => seen.TryGetValue(t, out var table) && table.ReadPrivilege is { } read && !_depths[read].Contains(All)).ToList();
        return hidden.Count == 0
            ? []
            : [$"the application user reads only a part of {string.Join(", ", hidden)}: its security role gives less than organisation-level read. Give it that (a role assigned to the user itself), then run 'kpidigest sync --full'."];
    }

    public string? Warning => IsKnown ? null : "Dynamics does not say what the application user may read; that all rows are seen is judged by counts only, which are up to a day old";
}
