using System.Globalization;
using System.Net;
using KpiDigest.Core.Facts;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// The checks before a pull: whose token is it, does its user see everything, are the configured fields there. Users, pipelines and deals are needed; what else
/// is refused becomes a missing kind whose KPIs say no-data with the reason. Small lists are read here once.
/// </summary>
internal sealed class PipedriveOpening(PipedriveClient client, CrmOptions options, MappingNotes notes, TimeProvider clock)
{
    private readonly List<string> _warnings = [];
    private readonly SettingFaults _faults = new("Pipedrive");
    private readonly Dictionary<FactKind, string> _missing = [];

    public async Task<PipedriveOpened> OpenAsync(CancellationToken cancellationToken)
    {
        var me = await client.MeAsync(cancellationToken);
        var deals = await client.FieldsAsync(PipedriveApi.DealFields, cancellationToken);
        var organizations = await client.FieldsAsync(PipedriveApi.OrganizationFields, cancellationToken);
        var fields = new PipedriveFields(options, deals, organizations, _faults);
        _faults.ThrowIfAny();
        var types = await client.ActivityTypesAsync(cancellationToken);
        var mapping = new PipedriveMapping(options, fields, ZoneOf(me), notes) { ActivityTypes = NamesOf(types) };
        var users = await client.UsersAsync(cancellationToken);
        var teams = await TryAsync(FactKind.Team, "Pipedrive has no teams here (the company's plan, or the permissions of the token's user); put people into teams with roster.csv", client.TeamsAsync, cancellationToken);
        var members = PipedrivePeople.Members(PipedrivePeople.Living(teams ?? []));
        var (pipelines, stages) = await StagesAsync(cancellationToken);
        var misnamed = new PipedriveNames(options, mapping).Check(pipelines, types, users);
        var quotas = await QuotasAsync(mapping, users, members, cancellationToken);
        var attendees = await ActivityFieldsAsync(cancellationToken);
        await ProbeLeadsAsync(cancellationToken);
        Say(me, users, members);
        return new PipedriveOpened
        {
            Account = ToAccount(me, mapping) with { Misnamed = misnamed },
            Mapping = mapping,
            Reps = [.. users.DistinctBy(u => u.Id).Select(u => PipedrivePeople.ToRep(u, members))],
            Teams = teams is null ? null : [.. PipedrivePeople.Living(teams).Select(PipedrivePeople.ToTeam)],
            Stages = stages,
            Quotas = quotas,
            ActivityFields = attendees,
        };
    }

    /// <summary>Switched off by the plan or the permissions.</summary>
    public static bool IsRefusal(CrmException e) =>
        e.Status is HttpStatusCode.NotFound or HttpStatusCode.UnsupportedMediaType || (e.Status == HttpStatusCode.Forbidden && e.Code != PipedriveErrors.Blocked);

    private async Task<T?> TryAsync<T>(FactKind kind, string missing, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            _missing[kind] = missing;
            return null;
        }
    }

    private async Task<(List<PipedriveRow> Pipelines, List<Stage> Stages)> StagesAsync(CancellationToken cancellationToken)
    {
        var pipelines = (await AllAsync(PipedriveApi.Pipelines, cancellationToken)).FindAll(p => !p.Is("is_deleted"));
        var stages = (await AllAsync(PipedriveApi.Stages, cancellationToken)).FindAll(s => !s.Is("is_deleted"));
        return (pipelines, [.. pipelines.SelectMany(p => PipedrivePeople.ToStages(p, stages))]);
    }

    private async Task<List<PipedriveRow>> AllAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<PipedriveRow>();
        string? place = null;
        do
        {
            var page = await client.PageAsync(PipedriveApi.Metadata, new PipedriveList(path) { Cursor = place }, cancellationToken);
            rows.AddRange(page.Rows);
            place = page.Next;
        }
        while (place is not null);
        return rows;
    }

    /// <summary>Goals that have ended are no longer active, and still the quotas of their time.</summary>
    private async Task<IReadOnlyList<Quota>?> QuotasAsync(PipedriveMapping mapping, List<PipedriveUser> users, ILookup<string, string> members, CancellationToken cancellationToken)
    {
        const string missing = "Pipedrive does not let the token's user read goals (the company's plan, or the user's permissions); quotas.csv takes their place";
        var goals = await TryAsync(FactKind.Quota, missing, async stop => new List<PipedriveGoal>([.. await client.GoalsAsync(true, stop), .. await client.GoalsAsync(false, stop)]), cancellationToken);
        if (goals is null) return null;
        var currencies = goals.Count == 0 ? [] : await client.CurrenciesAsync(cancellationToken);
        var codes = currencies.Where(c => c["code"] is not null).DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c["code"]!, StringComparer.Ordinal);
        var until = new LocalDate(clock.GetUtcNow().ToInstant().InZone(mapping.Zone).Year + 2, 1, 1);
        return new PipedriveGoals(mapping).Map(goals, codes, users, members, until);
    }

    /// <summary>Whether attendees may be asked for: the documents of the list and of the record disagree.</summary>
    private async Task<string> ActivityFieldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.PageAsync(PipedriveApi.Metadata, new PipedriveList(PipedriveApi.Activities) { Limit = 1, IncludeFields = PipedriveActivities.Attendees }, cancellationToken);
            return PipedriveActivities.Attendees;
        }
        catch (CrmException e) when (e.Status == HttpStatusCode.BadRequest)
        {
            return "";
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            _missing[FactKind.Activity] = "Pipedrive does not let the token's user read activities";
            return "";
        }
    }

    private async Task ProbeLeadsAsync(CancellationToken cancellationToken) => await TryAsync(
        FactKind.Prospect, "Pipedrive has no leads here (the company's plan, or the permissions of the token's user)", stop => client.LeadsAsync(PipedriveApi.Metadata, PipedriveApi.Leads, null, null, stop, limit: 1), cancellationToken);

    private DateTimeZone ZoneOf(PipedriveUser me)
    {
        var zone = me.TimezoneName is { } name ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : null;
        if (zone is null) _warnings.Add($"the time zone of the token's user '{Http.Excerpt.Of(me.TimezoneName, 40)}' is not known; days without a time begin in UTC");
        return zone ?? DateTimeZone.Utc;
    }

    private static Dictionary<string, ActivityTypeName> NamesOf(IEnumerable<PipedriveRow> types) =>
        types.Where(t => t["key_string"] is not null).DistinctBy(t => t["key_string"]).ToDictionary(t => t["key_string"]!, t => new ActivityTypeName(t["name"] ?? "", t["icon_key"] ?? ""), StringComparer.Ordinal);

    private void Say(PipedriveUser me, List<PipedriveUser> users, ILookup<string, string> members)
    {
        if (CrmClock.Warning(client.ClockAhead, "Pipedrive's") is { } wrong) _warnings.Add(wrong);
        if (PipedrivePeople.IsAdmin(me) is null) _warnings.Add("Pipedrive does not say whether the token's user is an administrator; that all deals and goals are seen is not proven");
        if (users.Count(u => PipedrivePeople.IsActive(u) && members[u.Id].Count() > 1) is > 0 and var several)
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{several} people are in several teams, and in none of them for the figures; put them into one with roster.csv"));
    }

    private CrmAccount ToAccount(PipedriveUser me, PipedriveMapping mapping)
    {
        var page = new Uri(options.BaseUrl).GetLeftPart(UriPartial.Authority);
        return new CrmAccount
        {
            Id = me.CompanyId ?? me.Id,
            TimeZone = mapping.Zone.Id,
            Links = new Dictionary<FactKind, string> { [FactKind.Deal] = $"{page}/deal/{{id}}", [FactKind.Account] = $"{page}/organization/{{id}}" },
            Warnings = _warnings,
            Missing = _missing,
            Unseen = PipedrivePeople.IsAdmin(me) == false
                ? ["the token's user is no administrator of Pipedrive's sales app: deals, people and goals of others may be hidden from it. Use the token of a deals administrator, then run 'kpidigest sync --full'."]
                : [],
        };
    }
}
