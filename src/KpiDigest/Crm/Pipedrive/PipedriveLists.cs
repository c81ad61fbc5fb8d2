using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>The lists that are followed, in the order in which they are read: what makes up one kind of fact comes before its last list.</summary>
internal sealed class PipedriveLists(PipedriveClient client, PipedriveOpened opened, PipedriveChangelog changelog)
{
    // A lead that becomes a deal leaves the list, and those behind it move up: pages of version 1 overlap by so many.
    private const int LeadsTwice = 20;

    private readonly PipedriveMapping _mapping = opened.Mapping;

    public IReadOnlyList<TrackedList> All()
    {
        var (deals, leads, activities) = (new PipedriveDeals(_mapping), new PipedriveLeads(_mapping), new PipedriveActivities(_mapping));
        var lists = new List<TrackedList>
        {
            Simple(PipedriveApi.OrganizationsName, PipedriveApi.Organizations, (row, _, facts) => leads.MapOrganization(row, facts)) with { Completes = FactKind.Account, Together = [PipedriveApi.OrganizationsName] },
            Deals(PipedriveApi.DealsName, PipedriveApi.Deals, 0, deals),
            Deals(PipedriveApi.ArchivedName, PipedriveApi.ArchivedDeals, 1, deals) with { Completes = FactKind.Deal, Together = [PipedriveApi.DealsName, PipedriveApi.ArchivedName] },
        };
        if (!opened.Account.Missing.ContainsKey(FactKind.Prospect))
        {
            lists.Add(Leads(PipedriveApi.LeadsName, PipedriveApi.Leads, leads));
            lists.Add(Leads(PipedriveApi.ArchivedLeadsName, PipedriveApi.ArchivedLeads, leads) with
            {
                // Leads that became deals are known by the deals only.
                Completes = FactKind.Prospect,
                Together = [PipedriveApi.DealsName, PipedriveApi.ArchivedName, PipedriveApi.LeadsName, PipedriveApi.ArchivedLeadsName],
            });
        }

        if (!opened.Account.Missing.ContainsKey(FactKind.Activity))
            lists.Add(Simple(PipedriveApi.ActivitiesName, PipedriveApi.Activities, activities.Map, opened.ActivityFields) with { Completes = FactKind.Activity, Together = [PipedriveApi.ActivitiesName] });
        return lists;
    }

    /// <summary>Changed deals come with those that were deleted.</summary>
    private TrackedList Deals(string name, string path, int part, PipedriveDeals deals) => new(name, _mapping.Fingerprint(PipedriveApi.DealsName))
    {
        Page = (since, until, place, stop) => client.PageAsync(
            name,
            Request(path, PipedriveApi.DealsName, since, until, place) with { Status = path == PipedriveApi.Deals && until is not null ? "open,won,lost,deleted" : "" },
            stop),
        Map = (row, _, facts) => deals.Map(row, facts),
        Announce = (rows, since) => changelog.Announce(part, rows, since),
    };

    private TrackedList Simple(string name, string path, Action<PipedriveRow, bool, PageFacts> map, string further = "") => new(name, _mapping.Fingerprint(name))
    {
        Page = (since, until, place, stop) => client.PageAsync(name, Request(path, name, since, until, place) with { IncludeFields = further }, stop),
        Map = map,
    };

    private TrackedList Leads(string name, string path, PipedriveLeads leads) => new(name, _mapping.Fingerprint(PipedriveApi.LeadsName))
    {
        Page = async (since, _, place, stop) =>
        {
            var page = await client.LeadsAsync(name, path, since, place, stop);
            return page.Next is { } next ? page with { Next = Math.Max(1, int.Parse(next, CultureInfo.InvariantCulture) - LeadsTwice).ToString(CultureInfo.InvariantCulture) } : page;
        },
        Map = (row, _, facts) => leads.MapLead(row, facts),
    };

    private PipedriveList Request(string path, string objectType, Instant? since, Instant? until, string? place) => new(path)
    {
        Since = since,
        Until = until,
        SortBy = PipedriveApi.Stamp,
        CustomFields = _mapping.Mapped.CustomOf(objectType),
        Cursor = place,
    };
}
