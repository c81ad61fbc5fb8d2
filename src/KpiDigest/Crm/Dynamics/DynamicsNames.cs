namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Values and people that the settings name, compared with the environment's own. One that is not there is said, but stops nothing: a value
/// may have been taken out, while old rows still hold it.
/// </summary>
internal sealed class DynamicsNames(CrmOptions options, DynamicsMapping mapping, IReadOnlyDictionary<string, SeenTable> seen)
{
    private readonly SettingFaults _misnamed = new("Dynamics");

    public IReadOnlyList<string> Check(IReadOnlyList<DynamicsRow> users)
    {
        // A choice is named by its number or its label; both are right.
        var known = seen[DynamicsApi.Opportunity].Options(mapping.Fields.DealKind);
        _misnamed.Values("Crm:DealKinds", options.DealKinds.Keys, mapping.Fields.DealKind, [.. known.SelectMany(o => new[] { (o.Label ?? o.Value, (string?)null), (o.Value, null) })]);
        List<string?[]> pipelines = [[DynamicsDeals.Pipeline]];
        List<string?[]> people = [.. users.Where(DynamicsPeople.IsPerson).Select(u => new[] { u["fullname"], u["internalemailaddress"], u["systemuserid"] })];
        foreach (var (list, filter) in new[] { ("Include", options.Include), ("Exclude", options.Exclude) })
        {
            _misnamed.Names($"Crm:{list}:Pipelines", filter.Pipelines, "pipeline", pipelines);
            _misnamed.Names($"Crm:{list}:Owners", filter.Owners, "user", people);
        }

        return _misnamed.All;
    }
}
