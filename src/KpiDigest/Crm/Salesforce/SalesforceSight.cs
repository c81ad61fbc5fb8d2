namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Does the user see every record? Yes by View All Data, by View All on an object, or where the organisation shows the object to everybody.
/// What Salesforce says it does not is a proof; where it does not say, nothing is proven and a warning says so.
/// </summary>
internal sealed class SalesforceSight(SalesforceClient client, SalesforceSession session, SalesforceRow organization, IReadOnlyDictionary<string, SeenObject> seen)
{
    private static readonly (string Object, string Default)[] Objects =
    [
        (SalesforceApi.Opportunity, "DefaultOpportunityAccess"), (SalesforceApi.Account, "DefaultAccountAccess"), (SalesforceApi.Lead, "DefaultLeadAccess"),
    ];

    // What an organisation-wide default is called that lets everybody read.
    private static readonly string[] ForEverybody = ["Read", "Edit", "ReadEditTransfer", "All"];

    public async Task<SightOfUser> LookAsync(CancellationToken cancellationToken)
    {
        if (await SeesAllDataAsync(cancellationToken) is not { } all)
            return new SightOfUser([], ["Salesforce does not say whether the user has View All Data; that all records are seen is not proven"]);
        if (all) return new SightOfUser([], []);
        if (await GrantedAsync(cancellationToken) is not { } granted)
            return new SightOfUser([], ["the Salesforce user has no View All Data, and Salesforce does not say on which objects it has View All; that all records are seen is not proven"]);
        var hidden = Objects.Where(o => seen.ContainsKey(o.Object) && !granted.Contains(o.Object) && !ForEverybody.Contains(organization[o.Default])).Select(o => o.Object).ToList();
        return hidden.Count == 0
            ? new SightOfUser([], [])
            : new SightOfUser([$"the Salesforce user has neither View All Data nor View All on {string.Join(", ", hidden)}: it sees only what is shared with it. Give it one of them (permission set), then run 'kpidigest sync --full'."], []);
    }

    /// <summary>Null: Salesforce does not say.</summary>
    private async Task<bool?> SeesAllDataAsync(CancellationToken cancellationToken) =>
        await AskAsync(Soql.OwnPermissions, cancellationToken) is [var own, ..] && own["PermissionsViewAllData"] is { } flag ? flag == "true" : await ByPermissionSetsAsync(cancellationToken);

    /// <summary>Where the short way is not there: the permission sets the user has, its profile among them.</summary>
    private async Task<bool?> ByPermissionSetsAsync(CancellationToken cancellationToken) =>
        session.UserId is { } user && SalesforceId.IsOf(user, SalesforceId.UserPrefix) && await AskAsync(Soql.PermissionSets(user), cancellationToken) is { Count: > 0 } sets
            ? sets.Any(s => s["PermissionSet.PermissionsViewAllData"] == "true")
            : null;

    /// <summary>Null: Salesforce does not say.</summary>
    private async Task<HashSet<string>?> GrantedAsync(CancellationToken cancellationToken) =>
        session.UserId is { } user && SalesforceId.IsOf(user, SalesforceId.UserPrefix) && await AskAsync(Soql.ViewAllObjects(user), cancellationToken) is { } rows
            ? [.. rows.Select(r => r["SobjectType"]).OfType<string>()]
            : null;

    private async Task<IReadOnlyList<SalesforceRow>?> AskAsync(string soql, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RowsAsync(SalesforceApi.Metadata, soql, cancellationToken);
        }
        catch (CrmException e) when (SalesforceOpening.IsRefusal(e))
        {
            return null;
        }
    }
}

/// <summary>What is known of what the user sees.</summary>
/// <param name="Unseen">Cause and fix of what proves that it does not see everything.</param>
/// <param name="Warnings">What could not be found out.</param>
internal sealed record SightOfUser(IReadOnlyList<string> Unseen, IReadOnlyList<string> Warnings);
