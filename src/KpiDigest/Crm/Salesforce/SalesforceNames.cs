namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Values, record types and people that the settings name, compared with the organisation's own. One that is not there is said, but stops nothing: a value
/// may have been taken out, while old records still hold it.
/// </summary>
internal sealed class SalesforceNames(SalesforceClient client, CrmOptions options, SalesforceMapping mapping, IReadOnlyDictionary<string, SeenObject> seen)
{
    private readonly SettingFaults _misnamed = new("Salesforce");

    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var opportunity = seen[SalesforceApi.Opportunity];
        _misnamed.Values("Crm:DealKinds", options.DealKinds.Keys, mapping.Fields.DealKind, opportunity.Options(mapping.Fields.DealKind));
        foreach (var (list, filter) in new[] { ("Include", options.Include), ("Exclude", options.Exclude) }) RecordTypes($"Crm:{list}:Pipelines", filter.Pipelines, opportunity);
        Coaching();
        await OwnersAsync(cancellationToken);
        return _misnamed.All;
    }

    /// <summary>Record types take the place of pipelines; an opportunity without one is in the pipeline of that name.</summary>
    private void RecordTypes(string setting, IEnumerable<string> named, SeenObject opportunity)
    {
        if (opportunity.RecordTypes is { } types) _misnamed.Names(setting, named, "record type of opportunities", [.. types.Append(SalesforceDeals.Pipeline).Select(t => new string?[] { t })]);
    }

    /// <summary>The default is not looked for: an organisation without coaching need not have it.</summary>
    private void Coaching()
    {
        if (options.CoachingTypes.SequenceEqual(new CrmOptions().CoachingTypes)) return;
        string[] objects = [SalesforceApi.Event, SalesforceApi.Task];
        var values = objects.Where(seen.ContainsKey).SelectMany(o => seen[o].Options(mapping.Fields.ActivityType)).DistinctBy(v => v.Value).ToList();
        _misnamed.Values("Crm:CoachingTypes", options.CoachingTypes, mapping.Fields.ActivityType, values);
    }

    private async Task OwnersAsync(CancellationToken cancellationToken)
    {
        if (options.Include.Owners.Count + options.Exclude.Owners.Count == 0) return;
        var users = await client.RowsAsync(SalesforceApi.Metadata, Soql.Users(seen[SalesforceApi.User].Known(SalesforcePeople.UserFields)), cancellationToken);
        List<string?[]> known = [.. users.Where(SalesforcePeople.IsPerson).Select(u => SalesforcePeople.ToRep(u, null)).Select(r => new string?[] { r.Name, r.Email, r.Id })];
        _misnamed.Names("Crm:Include:Owners", options.Include.Owners, "user", known);
        _misnamed.Names("Crm:Exclude:Owners", options.Exclude.Owners, "user", known);
    }
}
