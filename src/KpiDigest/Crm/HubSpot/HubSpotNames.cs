namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Values, pipelines and people that the settings name, compared with the account's own. One that is not there is said, but stops nothing: an
/// option may have been removed, while old records still hold it.
/// </summary>
internal sealed class HubSpotNames(HubSpotClient client, CrmOptions options, HubSpotMapping mapping)
{
    private readonly SettingFaults _misnamed = new("HubSpot");

    /// <param name="deals">Properties of deals.</param>
    /// <param name="pipelines">Deal pipelines.</param>
    /// <param name="readsMeetings">Whether the token may read meetings.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<string>> CheckAsync(
        IReadOnlyList<PropertyDefinition> deals, IReadOnlyList<Pipeline> pipelines, bool readsMeetings, CancellationToken cancellationToken)
    {
        Values("Crm:DealKinds", options.DealKinds.Keys, mapping.Fields.DealKind, deals);
        foreach (var (list, filter) in new[] { ("Include", options.Include), ("Exclude", options.Exclude) })
            _misnamed.Names($"Crm:{list}:Pipelines", filter.Pipelines, "deal pipeline", [.. pipelines.Select(p => new[] { p.Label, p.Id })]);
        await CoachingAsync(readsMeetings, cancellationToken);
        await OwnersAsync(cancellationToken);
        return _misnamed.All;
    }

    /// <summary>The default is not looked for: an account without coaching need not have it.</summary>
    private async Task CoachingAsync(bool readsMeetings, CancellationToken cancellationToken)
    {
        if (!readsMeetings || options.CoachingTypes.SequenceEqual(new CrmOptions().CoachingTypes)) return;
        Values("Crm:CoachingTypes", options.CoachingTypes, mapping.Fields.ActivityType, (await client.PropertiesAsync(HubSpotApi.Meetings, cancellationToken)).Results);
    }

    private async Task OwnersAsync(CancellationToken cancellationToken)
    {
        if (options.Include.Owners.Count + options.Exclude.Owners.Count == 0) return;
        var known = new List<string?[]>();
        foreach (var archived in new[] { false, true })
        {
            string? after = null;
            do
            {
                var page = await client.OwnersAsync(archived, after, cancellationToken);
                known.AddRange(page.Results.Select(o => new[] { HubSpotMapper.ToRep(o).Name, o.Email, o.Id }));
                after = page.Next == after ? null : page.Next;
            }
            while (after is not null);
        }

        _misnamed.Names("Crm:Include:Owners", options.Include.Owners, "owner", known);
        _misnamed.Names("Crm:Exclude:Owners", options.Exclude.Owners, "owner", known);
    }

    private void Values(string setting, IEnumerable<string> named, string? property, IReadOnlyList<PropertyDefinition> definitions) =>
        _misnamed.Values(setting, named, property, [.. (definitions.FirstOrDefault(d => d.Name == property)?.Options ?? []).Select(o => (o.Value, (string?)o.Label))]);
}
