using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Compares the configured and the standard fields with what the user sees. What is configured and not there stops the sync, with the
/// nearest name; a standard field that is hidden is a warning.
/// </summary>
internal sealed class SalesforceFieldCheck(SalesforceMapping mapping)
{
    // Not every organisation has currencies, splits or record types, and nothing is amiss.
    private static readonly string[] Unsaid = [SalesforceDeals.Currency, SalesforceDeals.IsSplit, "RecordTypeId"];

    /// <exception cref="CrmException">A field that is needed or configured is not there, or holds something else.</exception>
    public IEnumerable<string> Warnings(IReadOnlyDictionary<string, SeenObject> seen)
    {
        var opportunity = seen[SalesforceApi.Opportunity];
        Amount(opportunity);
        var deals = new SalesforceDeals(mapping);
        if (deals.Needed.Except(opportunity.Known(deals.Needed)).ToList() is { Count: > 0 } hidden)
            throw new CrmException($"Salesforce does not show the user the field(s) {string.Join(", ", hidden)} of opportunities; give the user read access to them (field-level security)", isTransient: false);

        foreach (var field in mapping.Fields.All.Where(f => !f.IsStandard && seen.ContainsKey(f.Object))) Check(field, seen[field.Object]);
        return [.. Hidden(opportunity, deals.Optional), .. seen.Values.SelectMany(s => Hidden(s, mapping.Fields.Of(s.Name)))];
    }

    private void Amount(SeenObject opportunity)
    {
        var setting = $"Crm:AmountField '{mapping.AmountField}'";
        if (!opportunity.Find(mapping.AmountField, out var type))
        {
            var hint = Nearest(mapping.AmountField, opportunity, SalesforceField.Number) ?? "use its API name, and give the user read access to it";
            throw new CrmException($"{setting} is no opportunity field that the user sees in Salesforce; {hint}", isTransient: false);
        }

        if (!SalesforceField.Fits(SalesforceField.Number, type))
            throw new CrmException($"{setting} holds {Http.Excerpt.Of(type, 40)} values in Salesforce, not numbers; choose a number or currency field", isTransient: false);
    }

    private static void Check(SalesforceField field, SeenObject seen)
    {
        var setting = $"Crm:Fields:{field.Key} '{field.Name}'";
        if (!seen.Find(field.Name, out var type))
        {
            var hint = Nearest(field.Name, seen, field.Type) ?? "use its API name (custom fields end in __c), give the user read access to it, or leave it empty";
            throw new CrmException($"{setting} is no field of {field.Object} that the user sees in Salesforce; {hint}", isTransient: false);
        }

        if (!field.Fits(type))
            throw new CrmException($"{setting} holds {Http.Excerpt.Of(type, 40)} values in Salesforce, not {field.Type}s; choose another field", isTransient: false);
    }

    private static string? Nearest(string name, SeenObject seen, string? type) => NearestName.Of(name, seen.Names(type)) is { } near ? $"the nearest is '{Http.Excerpt.Of(near)}'" : null;

    private static IEnumerable<string> Hidden(SeenObject seen, IEnumerable<string> fields) =>
        fields.Distinct().Where(f => !Unsaid.Contains(f) && !seen.Has(f)).Select(f => $"{seen.Name} has no field '{f}' that the user sees in Salesforce; it counts as not stated");
}
