namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Compares the configured and the standard columns with what is there. What is configured or needed and not there stops the sync: all is said at
/// once, with the nearest names. A standard column that is not there is a warning.
/// </summary>
internal sealed class DynamicsFieldCheck(DynamicsMapping mapping, SettingFaults faults)
{
    private const string Otherwise = "use its logical name (columns of your own begin with a prefix, such as new_), or leave it empty";

    public IEnumerable<string> Warnings(IReadOnlyDictionary<string, SeenTable> seen)
    {
        var opportunity = seen[DynamicsApi.Opportunity];
        foreach (var amount in DynamicsDeals.Amounts(mapping)) Amount(opportunity, amount);
        if (!opportunity.Has(mapping.StageField)) faults.Unknown("Crm:Dynamics:StageField", mapping.StageField, "column of opportunities", opportunity.Names(null), "use its logical name, such as stepname or salesstage");
        if (DynamicsDeals.Needed.Where(c => !opportunity.Has(c)).ToList() is { Count: > 0 } hidden)
            faults.Add($"Dynamics has no column(s) {string.Join(", ", hidden)} of opportunities; is Dynamics 365 Sales installed in this environment?");
        foreach (var field in mapping.Mapped.All.Where(f => !f.IsStandard).GroupBy(f => f.Key, StringComparer.Ordinal))
            Check([.. field.Where(f => seen.ContainsKey(f.Table)).Select(f => (f, seen[f.Table]))]);
        return [.. mapping.Mapped.All.Where(f => f.IsStandard && seen.TryGetValue(f.Table, out var table) && !table.Has(f.Name)).Select(f => $"{f.Table} has no column '{f.Name}' in Dynamics; it counts as not stated")];
    }

    private void Amount(SeenTable opportunity, string amount)
    {
        const string key = "Crm:AmountField";
        if (!opportunity.Find(amount, out var type)) faults.Unknown(key, amount, "column of opportunities", opportunity.Names(DynamicsField.Number), Otherwise);
        else if (!DynamicsField.Fits(DynamicsField.Number, type)) faults.Add($"{key} '{amount}' holds {Http.Excerpt.Of(type, 40)} values in Dynamics, not numbers; choose a number or money column");
    }

    /// <summary>Of the tables of activities one is enough: the others then go without.</summary>
    private void Check(IReadOnlyList<(DynamicsField Field, SeenTable Seen)> places)
    {
        if (places.Count == 0) return;
        var (key, name) = ($"Crm:Fields:{places[0].Field.Key}", places[0].Field.Name);
        var found = places.Where(p => p.Seen.Has(name)).ToList();
        if (found.Count == 0) faults.Unknown(key, name, $"column of {string.Join(" or ", places.Select(p => p.Seen.Name))}", places.SelectMany(p => p.Seen.Names(p.Field.Type)), Otherwise);
        foreach (var (field, seen) in found)
        {
            if (seen.Find(name, out var type) && !field.Fits(type)) faults.Add($"{key} '{name}' holds {Http.Excerpt.Of(type, 40)} values in Dynamics, not {field.Type}s; choose another column");
        }
    }
}
