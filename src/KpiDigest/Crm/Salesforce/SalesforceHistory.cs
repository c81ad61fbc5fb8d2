using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// <c>OpportunityHistory</c> and <c>OpportunityFieldHistory</c> → changes. Pure. A row of the first is the deal's state after a change,
/// of the second a change of one tracked field.
/// </summary>
internal sealed class SalesforceHistory(SalesforceMapping mapping)
{
    private const string Changed = "CreatedDate";
    private const string Deal = "OpportunityId";

    /// <summary>The fields whose former values are there, if the user sees them; the amount only where deals have the standard one.</summary>
    public IReadOnlyList<string> Fields { get; } =
    [
        Deal, Changed, "StageName", "CloseDate",
        .. mapping.AmountField == "Amount" ? ["Amount"] : Array.Empty<string>(),
        .. mapping.Fields.ForecastCategory == SalesforceFields.StandardCategory ? [SalesforceFields.StandardCategory] : Array.Empty<string>(),
    ];

    /// <summary>States of deals, in order of time, → what changed from one to the next.</summary>
    /// <param name="rows">All rows of the deals.</param>
    /// <param name="seen">The fields that were asked for.</param>
    /// <param name="into">Takes the changes.</param>
    public void MapStates(IEnumerable<SalesforceRow> rows, IReadOnlyCollection<string> seen, PageFacts into)
    {
        foreach (var deal in rows.Where(r => r[Deal] is not null).GroupBy(r => r[Deal]!, StringComparer.Ordinal))
        {
            var last = new Dictionary<DealField, string?>();
            foreach (var (at, state) in ByInstant(SalesforceApi.OpportunityHistory, deal))
            {
                if (seen.Contains("StageName")) Add(DealField.Stage, at, state["StageName"]);
                if (seen.Contains("Amount")) Add(DealField.Amount, at, Amount(state));
                if (seen.Contains("CloseDate")) Add(DealField.Close, at, Close(state));
                if (seen.Contains(SalesforceFields.StandardCategory)) Add(DealField.ForecastCategory, at, state[SalesforceFields.StandardCategory]);
            }

            void Add(DealField field, Instant at, string? value)
            {
                if (last.GetValueOrDefault(field) == value) return;
                last[field] = value;
                into.Changes.Add(new DealChange(deal.Key, field, at, value));
            }
        }
    }

    /// <summary>
    /// Owner changes: who had the deal before the first of them had it from its creation. A deal without any has had its owner all along.
    /// Each change comes twice, by id and by name; the ids count.
    /// </summary>
    public void MapOwners(IReadOnlyCollection<Deal> deals, IEnumerable<SalesforceRow> rows, PageFacts into)
    {
        var changes = rows.Where(r => SalesforceId.IsOf(r["NewValue"], SalesforceId.UserPrefix)).ToLookup(r => r[Deal] ?? "", StringComparer.Ordinal);
        foreach (var deal in deals.Where(d => d.Created is not null))
        {
            var course = ByInstant(SalesforceApi.OpportunityFieldHistory, changes[deal.Id]).ToList();
            var first = course.Count == 0 ? deal.OwnerId : Whole(course[0].Row["OldValue"]);
            var created = deal.Created!.Value.InstantIn(mapping.Zone);
            if (first is not null && (course.Count == 0 || created < course[0].At)) into.Changes.Add(new DealChange(deal.Id, DealField.Owner, created, first));
            foreach (var (at, row) in course) into.Changes.Add(new DealChange(deal.Id, DealField.Owner, at, Whole(row["NewValue"])));
        }
    }

    /// <summary>The last row of each instant is what the deal was left at.</summary>
    private IEnumerable<(Instant At, SalesforceRow Row)> ByInstant(string objectType, IEnumerable<SalesforceRow> rows)
    {
        (Instant At, SalesforceRow Row)? last = null;
        foreach (var row in rows)
        {
            if (new SalesforceValues(objectType, row, mapping).At(Changed) is not { } at) continue;
            if (last is { } before && before.At != at) yield return before;
            last = (at, row);
        }

        if (last is { } end) yield return end;
    }

    private string? Amount(SalesforceRow row) =>
        new SalesforceValues(SalesforceApi.OpportunityHistory, row, mapping).TryMoney("Amount", out var amount) && amount is { } stated ? CrmMoney.Canonical(stated) : null;

    private string? Close(SalesforceRow row) => new SalesforceValues(SalesforceApi.OpportunityHistory, row, mapping).Date("CloseDate")?.ToString();

    private static string? Whole(string? id) => SalesforceId.IsOf(id, SalesforceId.UserPrefix) ? SalesforceId.Whole(id!) : null;
}
