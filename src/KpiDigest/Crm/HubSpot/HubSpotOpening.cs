using System.Net;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// The checks before a pull: does the token work, do the configured properties exist, which objects may be read. Deals, owners and
/// pipelines are needed; what else is refused becomes a missing kind whose KPIs say no-data with the reason.
/// </summary>
internal sealed class HubSpotOpening(HubSpotClient client, HubSpotMapping mapping, HubSpotMapper mapper, CrmOptions options)
{
    private static readonly (string Object, FactKind Kind, string Scope)[] Optional =
    [
        (HubSpotApi.Companies, FactKind.Account, "crm.objects.companies.read"),
        (HubSpotApi.Meetings, FactKind.Activity, "crm.objects.contacts.read"),
        (HubSpotApi.Calls, FactKind.Activity, "crm.objects.contacts.read"),
        (HubSpotApi.Emails, FactKind.Activity, "crm.objects.contacts.read, sales-email-read"),
        (HubSpotApi.Leads, FactKind.Prospect, "crm.objects.leads.read; leads need Sales Professional or higher"),
        (HubSpotApi.Goals, FactKind.Quota, "crm.objects.goals.read; goals need Sales Starter or higher"),
    ];

    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, string> _refused = [];
    private readonly SettingFaults _faults = new("HubSpot");

    public async Task<HubSpotOpened> OpenAsync(CancellationToken cancellationToken)
    {
        var details = await client.AccountAsync(cancellationToken);
        var zone = ZoneOf(details);
        client.Errors.Zone = zone;
        var properties = (await client.PropertiesAsync(HubSpotApi.Deals, cancellationToken)).Results;
        CheckProperties(properties);
        var pipelines = (await client.DealPipelinesAsync(cancellationToken)).Results;
        await ProbeAsync(HubSpotApi.Deals, cancellationToken);
        var teams = await TeamsAsync(cancellationToken);
        foreach (var (name, _, scope) in Optional.Where(IsWanted)) await TryProbeAsync(name, scope, cancellationToken);
        foreach (var objectType in new[] { HubSpotApi.Companies, HubSpotApi.Leads, HubSpotApi.Meetings, HubSpotApi.Emails }) await CheckFieldsAsync(objectType, cancellationToken);
        _faults.ThrowIfAny();
        var misnamed = await new HubSpotNames(client, options, mapping).CheckAsync(properties, pipelines, !_refused.ContainsKey(HubSpotApi.Meetings), cancellationToken);
        CheckClock();
        var stages = pipelines.SelectMany(HubSpotMapper.ToStages).ToList();
        return new HubSpotOpened(ToAccount(details, zone) with { Misnamed = misnamed }, zone ?? DateTimeZone.Utc, stages, teams, _refused.Keys.ToHashSet());
    }

    private DateTimeZone? ZoneOf(AccountDetails details)
    {
        if (details.TimeZone is not { Length: > 0 } name) return null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) _warnings.Add($"the account's time zone '{Http.Excerpt.Of(name, 40)}' is not known; goals are read in UTC");
        return zone;
    }

    private void CheckProperties(List<PropertyDefinition> known)
    {
        var names = known.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        CheckAmount(known);
        CheckFields(HubSpotApi.Deals, known);

        // Without multi-currency there is no currency property, without splits none that tells of them, and nothing is amiss.
        _warnings.AddRange(mapper.Deals.Properties.Where(p => p is not ("deal_currency_code" or HubSpotSplits.Added) && !names.Contains(p) && !IsChosen(p))
            .Select(p => $"deals have no property '{p}' in HubSpot; it counts as not stated"));
    }

    private void CheckAmount(List<PropertyDefinition> known)
    {
        const string key = "Crm:AmountField";
        if (known.Find(p => p.Name == mapping.AmountField) is not { } amount)
            _faults.Unknown(key, mapping.AmountField, "deal property", known.Where(p => p.Type is null or "number").Select(p => p.Name), "use the property's internal name, as in HubSpot's property settings");
        else if (amount.Type is not (null or "number"))
            _faults.Add($"{key} '{mapping.AmountField}' holds {Http.Excerpt.Of(amount.Type, 40)} values in HubSpot, not numbers; choose a number property");
    }

    private bool IsWanted((string Object, FactKind Kind, string Scope) probe) => options.Emails || probe.Object != HubSpotApi.Emails;

    /// <summary>The definitions are read only where the configuration names properties of its own.</summary>
    private async Task CheckFieldsAsync(string objectType, CancellationToken cancellationToken)
    {
        if (_refused.ContainsKey(objectType) || (objectType == HubSpotApi.Emails && !options.Emails)) return;
        if (mapping.Mapped.All.All(f => f.Object != objectType || f.IsStandard)) return;
        CheckFields(objectType, (await client.PropertiesAsync(objectType, cancellationToken)).Results);
    }

    private void CheckFields(string objectType, List<PropertyDefinition> known)
    {
        foreach (var field in mapping.Mapped.All.Where(f => f.Object == objectType && !f.IsStandard)) Check(field, known);
    }

    private void Check(HubSpotField field, List<PropertyDefinition> known)
    {
        var key = $"Crm:Fields:{field.Key}";
        if (known.Find(p => p.Name == field.Property) is not { } property)
        {
            _faults.Unknown(
                key, field.Property, $"property of {field.Object}", known.Where(p => field.Fits(p.Type)).Select(p => p.Name),
                "use the property's internal name, as in HubSpot's property settings, or leave it empty");
        }
        else if (!field.Fits(property.Type))
        {
            _faults.Add($"{key} '{field.Property}' holds {Http.Excerpt.Of(property.Type, 40)} values in HubSpot, not {field.Type}s; choose another property");
        }
    }

    /// <summary>What the configuration names itself is a fault where it is not there, and no warning beside it.</summary>
    private bool IsChosen(string property) => property == mapping.AmountField || mapping.Mapped.All.Any(f => f.Object == HubSpotApi.Deals && f.Property == property && !f.IsStandard);

    private async Task ProbeAsync(string objectType, CancellationToken cancellationToken) =>
        await client.ListAsync(new ListRequest(objectType, 1), cancellationToken);

    private async Task TryProbeAsync(string objectType, string scope, CancellationToken cancellationToken)
    {
        try
        {
            await ProbeAsync(objectType, cancellationToken);
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            var lacking = e.MissingScopes.Count > 0 ? string.Join(", ", e.MissingScopes) : scope;
            _refused[objectType] = $"HubSpot does not let the token read {objectType} (scope {lacking})";
            _warnings.Add(_refused[objectType]);
        }
    }

    private async Task<IReadOnlyList<Team>?> TeamsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await client.TeamsAsync(cancellationToken)).Results.Select(t => new Team { Id = t.Id, Name = t.Name ?? $"Team {t.Id}" })];
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            _warnings.Add("HubSpot does not let the token list teams (scope settings.users.teams.read); teams are taken from their members");
            return null;
        }
    }

    private void CheckClock()
    {
        if (CrmClock.Warning(client.ClockAhead, "HubSpot's") is { } wrong) _warnings.Add(wrong);
    }

    private CrmAccount ToAccount(AccountDetails details, DateTimeZone? zone)
    {
        var ui = Uri.CheckHostName(details.UiDomain ?? "") == UriHostNameType.Dns ? details.UiDomain : "app.hubspot.com";
        var record = $"https://{ui}/contacts/{Uri.EscapeDataString(details.PortalId)}/record";
        return new CrmAccount
        {
            Id = details.PortalId,
            TimeZone = zone?.Id,
            Currency = string.IsNullOrWhiteSpace(details.CompanyCurrency) ? null : details.CompanyCurrency.Trim(),
            Links = new Dictionary<FactKind, string> { [FactKind.Deal] = $"{record}/0-3/{{id}}", [FactKind.Account] = $"{record}/0-2/{{id}}" },
            Warnings = [.. _warnings],
            Missing = MissingKinds(),
        };
    }

    /// <summary>A kind is missing when every object it is made of is refused.</summary>
    private Dictionary<FactKind, string> MissingKinds() =>
        Optional.GroupBy(o => o.Kind).Where(kind => kind.All(o => _refused.ContainsKey(o.Object)))
            .ToDictionary(kind => kind.Key, kind => string.Join("; ", kind.Select(o => _refused[o.Object])));

    private static bool IsRefusal(CrmException e) => e.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
}
