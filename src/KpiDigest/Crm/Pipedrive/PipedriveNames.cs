namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Values, pipelines and people that the settings name, compared with the company's own. One that is not there is said, but stops nothing: an option may
/// have been removed, while old records still hold it.
/// </summary>
internal sealed class PipedriveNames(CrmOptions options, PipedriveMapping mapping)
{
    private readonly SettingFaults _misnamed = new("Pipedrive");

    public IReadOnlyList<string> Check(IReadOnlyList<PipedriveRow> pipelines, IReadOnlyList<PipedriveRow> types, IReadOnlyList<PipedriveUser> users)
    {
        _misnamed.Values("Crm:DealKinds", options.DealKinds.Keys, options.Fields.DealKind, [.. mapping.Mapped.LabelsOf(PipedriveApi.DealsName, mapping.Fields.DealKind).Select(l => (l, (string?)null))]);
        foreach (var (list, filter) in new[] { ("Include", options.Include), ("Exclude", options.Exclude) })
        {
            _misnamed.Names($"Crm:{list}:Pipelines", filter.Pipelines, "pipeline", [.. pipelines.Select(p => new[] { p["name"], p.Id })]);
            _misnamed.Names($"Crm:{list}:Owners", filter.Owners, "user", [.. users.Select(u => new[] { u.Name, u.Email, u.Id })]);
        }

        // The default is not looked for: a company without coaching need not have it.
        if (!options.CoachingTypes.SequenceEqual(new CrmOptions().CoachingTypes))
            _misnamed.Names("Crm:CoachingTypes", options.CoachingTypes, "activity type", [.. types.Select(t => new[] { t["name"], t["key_string"] })]);
        return _misnamed.All;
    }
}
