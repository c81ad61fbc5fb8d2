using NodaTime;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Asks for what belongs to the rows of a page, by their ids: closings of opportunities, opportunities of leads, parties of appointments.</summary>
internal sealed class DynamicsCompletion(DynamicsClient client, DynamicsMapping mapping, DynamicsOpened opened, ISyncProgress progress)
{
    private const string Employer = "parentcustomerid";

    private readonly DynamicsAccounts _accounts = new(mapping);
    private readonly DynamicsActivities _activities = new(mapping);

    public async Task<PageFacts> DealsAsync(SeenTable table, IReadOnlyList<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        var closings = opened.Seen.GetValueOrDefault(DynamicsApi.OpportunityClose);
        var closed = rows.Where(r => r["statecode"] is "1" or "2").Select(r => r[table.Id]!).ToList();
        var newest = closings is null ? [] : Newest(closings, await OfAsync(closings, DynamicsDeals.ClosingColumns, DynamicsDeals.Of, closed, DynamicsApi.Opportunity, cancellationToken));
        var (deals, facts) = (new DynamicsDeals(mapping, table, closings), new PageFacts());
        foreach (var row in rows) deals.Map(row, newest.GetValueOrDefault(row[table.Id]!), facts);
        return facts;
    }

    public async Task<PageFacts> LeadsAsync(SeenTable table, IReadOnlyList<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        var opportunity = opened.Seen[DynamicsApi.Opportunity];
        var column = table.Asked("qualifyingopportunityid");
        var ids = rows.Where(DynamicsAccounts.IsQualified).Select(r => r[column]).OfType<string>().Distinct().ToList();
        var created = (await OfAsync(opportunity, ["createdon"], opportunity.Id, ids, DynamicsApi.Lead, cancellationToken))
            .ToDictionary(r => r[opportunity.Id] ?? "", r => new DynamicsValues(opportunity, r, mapping).At("createdon"), StringComparer.Ordinal);
        var facts = new PageFacts();
        foreach (var row in rows) _accounts.MapLead(table, row, row[column] is { } deal ? created.GetValueOrDefault(deal) : null, facts);
        return facts;
    }

    public async Task<PageFacts> AppointmentsAsync(SeenTable table, IReadOnlyList<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        var asked = rows.Where(r => _activities.NeedsParties(table, r)).Select(r => r[table.Id]!).ToList();
        var (employers, parties) = (await EmployersAsync(table, rows, cancellationToken), await PartiesAsync(asked, cancellationToken));
        var facts = new PageFacts();
        foreach (var row in rows) _activities.MapAppointment(table, row, employers, parties is null ? null : [.. parties[row[table.Id]!]], facts);
        return facts;
    }

    /// <param name="map">Makes facts of a row, given the accounts of contacts.</param>
    public Func<SeenTable, IReadOnlyList<DynamicsRow>, CancellationToken, Task<PageFacts>> Activities(Action<SeenTable, DynamicsRow, IReadOnlyDictionary<string, string>, PageFacts> map) => async (table, rows, stop) =>
    {
        var (employers, facts) = (await EmployersAsync(table, rows, stop), new PageFacts());
        foreach (var row in rows) map(table, row, employers, facts);
        return facts;
    };

    /// <summary>The accounts of the contacts that activities regard.</summary>
    private async Task<Dictionary<string, string>> EmployersAsync(SeenTable activities, IReadOnlyList<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        if (!opened.Seen.TryGetValue(DynamicsApi.Contact, out var table)) return [];
        var regarding = activities.Asked(DynamicsActivities.Regarding);
        var ids = rows.Where(r => r.Table(regarding) == DynamicsApi.Contact).Select(r => r[regarding]).OfType<string>().Distinct().ToList();
        var contacts = await OfAsync(table, [Employer], table.Id, ids, activities.Name, cancellationToken);
        return contacts.Select(c => new DynamicsValues(table, c, mapping)).Where(c => c.To(DynamicsApi.Account, Employer) is not null).ToDictionary(c => c.Id, c => c.To(DynamicsApi.Account, Employer)!, StringComparer.Ordinal);
    }

    /// <summary>Null: they may not be read.</summary>
    private async Task<ILookup<string, (string? Table, string Id)>?> PartiesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (!opened.Seen.TryGetValue(DynamicsApi.ActivityParty, out var table)) return null;
        try
        {
            var rows = await OfAsync(table, ["activityid", "partyid"], "activityid", ids, DynamicsApi.Appointment, cancellationToken);
            return rows.Where(r => r["_partyid_value"] is not null).ToLookup(r => r["_activityid_value"] ?? "", r => (r.Table("_partyid_value"), r["_partyid_value"]!), StringComparer.Ordinal);
        }
        catch (CrmException e) when (DynamicsOpening.IsRefusal(e))
        {
            mapping.Notes.Say("Dynamics does not show who takes part in appointments; who was coached is not known");
            return null;
        }
    }

    /// <summary>An opportunity that was opened again has several closings.</summary>
    private Dictionary<string, DynamicsRow> Newest(SeenTable closings, IEnumerable<DynamicsRow> rows) =>
        rows.GroupBy(r => r[closings.Asked(DynamicsDeals.Of)] ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => new DynamicsValues(closings, r, mapping).At("createdon") ?? Instant.MinValue)!, StringComparer.Ordinal);

    private async Task<IReadOnlyList<DynamicsRow>> OfAsync(
        SeenTable table, IEnumerable<string> columns, string key, IReadOnlyList<string> ids, string counted, CancellationToken cancellationToken)
    {
        var select = table.Known([table.Id, .. columns]);
        var parts = ids.Chunk(DynamicsApi.IdsInQuery).ToList();
        progress.Planned(counted, parts.Count);
        var pages = await Task.WhenAll(parts.Select(part => client.RowsAsync(counted, OData.Of(table, select, table.Asked(key), part), cancellationToken)));
        return [.. pages.SelectMany(p => p)];
    }
}
