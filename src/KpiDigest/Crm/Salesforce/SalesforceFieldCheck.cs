namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Compares the configured and the standard fields with what the user sees. What is configured or needed and not there stops the sync: all is said at
/// once, with the nearest names. A standard field that is hidden is a warning.
/// </summary>
internal sealed class SalesforceFieldCheck(SalesforceMapping mapping, SettingFaults faults)
{
    private const string Seen = "that the user sees";

    // Not every organisation has currencies, splits or record types, and nothing is amiss.
    private static readonly string[] Unsaid = [SalesforceDeals.Currency, SalesforceDeals.IsSplit, "RecordTypeId"];

    public IEnumerable<string> Warnings(IReadOnlyDictionary<string, SeenObject> seen)
    {
        var opportunity = seen[SalesforceApi.Opportunity];
        Amount(opportunity);
        var deals = new SalesforceDeals(mapping);
        var needed = deals.Needed.Where(f => f != mapping.AmountField).ToList();
        if (needed.Except(opportunity.Known(needed)).ToList() is { Count: > 0 } hidden)
            faults.Add($"Salesforce does not show the user the field(s) {string.Join(", ", hidden)} of opportunities; give the user read access to them (field-level security)");

        foreach (var field in mapping.Mapped.All.Where(f => !f.IsStandard).GroupBy(f => f.Key, StringComparer.Ordinal))
            Check([.. field.Where(f => seen.ContainsKey(f.Object)).Select(f => (f, seen[f.Object]))]);
        return [.. Hidden(opportunity, deals.Optional), .. seen.Values.SelectMany(s => Hidden(s, mapping.Mapped.Of(s.Name)))];
    }

    private void Amount(SeenObject opportunity)
    {
        const string key = "Crm:AmountField";
        if (!opportunity.Find(mapping.AmountField, out var type))
            faults.Unknown(key, mapping.AmountField, $"opportunity field {Seen}", opportunity.Names(SalesforceField.Number), "use its API name, and give the user read access to it");
        else if (!SalesforceField.Fits(SalesforceField.Number, type))
            faults.Add($"{key} '{mapping.AmountField}' holds {Http.Excerpt.Of(type, 40)} values in Salesforce, not numbers; choose a number or currency field");
    }

    /// <summary>Of events and tasks one is enough: the other then goes without, which is a warning.</summary>
    private void Check(IReadOnlyList<(SalesforceField Field, SeenObject Seen)> places)
    {
        if (places.Count == 0) return;
        var (key, name) = ($"Crm:Fields:{places[0].Field.Key}", places[0].Field.Name);
        var found = places.Where(p => p.Seen.Has(name)).ToList();
        if (found.Count == 0)
        {
            faults.Unknown(
                key, name, $"field of {string.Join(" or ", places.Select(p => p.Seen.Name))} {Seen}", places.SelectMany(p => p.Seen.Names(p.Field.Type)),
                "use its API name (custom fields end in __c), give the user read access to it, or leave it empty");
        }

        foreach (var (field, seen) in found)
        {
            if (seen.Find(name, out var type) && !field.Fits(type))
                faults.Add($"{key} '{name}' holds {Http.Excerpt.Of(type, 40)} values in Salesforce, not {field.Type}s; choose another field");
        }
    }

    private static IEnumerable<string> Hidden(SeenObject seen, IEnumerable<string> fields) =>
        fields.Distinct().Where(f => !Unsaid.Contains(f) && !seen.Has(f)).Select(f => $"{seen.Name} has no field '{f}' that the user sees in Salesforce; it counts as not stated");
}
