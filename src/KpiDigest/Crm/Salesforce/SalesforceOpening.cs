using System.Net;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// The checks before a pull: does the login work, which objects and fields does the user see, does it see all records. Opportunities,
/// stages and users are needed; what else is hidden becomes a missing kind whose KPIs say no-data with the reason.
/// </summary>
internal sealed class SalesforceOpening(SalesforceClient client, SalesforceMapping mapping, CrmOptions options)
{
    private static readonly string[] Needed = [SalesforceApi.Opportunity, SalesforceApi.OpportunityStage, SalesforceApi.User, SalesforceApi.Organization];

    private static readonly string[] Optional =
    [
        SalesforceApi.UserRole, SalesforceApi.Account, SalesforceApi.Lead, SalesforceApi.Event, SalesforceApi.EventRelation, SalesforceApi.Task, SalesforceApi.OpportunityHistory,
        SalesforceApi.OpportunityFieldHistory, SalesforceApi.OpportunitySplit, SalesforceApi.ForecastingQuota, SalesforceApi.Period,
    ];

    private static readonly string[] OrganizationFields =
        ["Id", "TimeZoneSidKey", "DefaultCurrencyIsoCode", "DefaultOpportunityAccess", "DefaultAccountAccess", "DefaultLeadAccess", "DefaultCalendarAccess"];

    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, SeenObject> _seen = new(StringComparer.Ordinal);
    private readonly SettingFaults _faults = new("Salesforce");

    public async Task<SalesforceOpened> OpenAsync(CancellationToken cancellationToken)
    {
        var session = await client.ConnectAsync(cancellationToken);
        foreach (var name in Needed) _seen[name] = new SeenObject(name, await client.DescribeAsync(name, cancellationToken));
        foreach (var name in Optional) await TryDescribeAsync(name, cancellationToken);
        await TerritoriesAsync(cancellationToken);
        _warnings.AddRange(new SalesforceFieldCheck(mapping, _faults).Warnings(_seen));
        var organization = await OrganizationAsync(cancellationToken);
        mapping.Zone = ZoneOf(organization);
        mapping.Rates = await RatesAsync(cancellationToken);
        var stages = (await RowsAsync(Soql.Stages, cancellationToken)).Select(SalesforcePeople.ToStage).Where(s => s.Id.Length > 0).ToList();
        var quotas = await new SalesforceQuotaChoice(client, options.Salesforce, _seen, _faults).ChooseAsync(cancellationToken);
        _faults.ThrowIfAny();
        var misnamed = await new SalesforceNames(client, options, mapping, _seen).CheckAsync(cancellationToken);
        var sight = await new SalesforceSight(client, session, organization, _seen).LookAsync(cancellationToken);
        var (history, tracksOwners, splitType) = (HistoryFields(), await TracksOwnersAsync(cancellationToken), await SplitTypeAsync(cancellationToken));
        CheckClock();
        return new SalesforceOpened
        {
            Account = ToAccount(session, organization, quotas.Missing, sight) with { Misnamed = misnamed },
            Seen = _seen,
            Stages = stages,
            History = history,
            TracksOwners = tracksOwners,
            SplitType = splitType,
            Quotas = quotas.Rows,
            TeamsFrom = options.Salesforce.TeamsFrom,
        };
    }

    private Task<List<SalesforceRow>> RowsAsync(string soql, CancellationToken cancellationToken) => client.RowsAsync(SalesforceApi.Metadata, soql, cancellationToken);

    /// <summary>Null: refused.</summary>
    private async Task<List<SalesforceRow>?> TryRowsAsync(string soql, CancellationToken cancellationToken)
    {
        try
        {
            return await RowsAsync(soql, cancellationToken);
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            return null;
        }
    }

    private async Task TryDescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            _seen[name] = new SeenObject(name, await client.DescribeAsync(name, cancellationToken));
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            // What comes of it is said where the kinds are.
        }
    }

    private async Task TerritoriesAsync(CancellationToken cancellationToken)
    {
        if (options.Salesforce.TeamsFrom != SalesforceTeams.Territories) return;
        foreach (var name in new[] { SalesforceApi.Territory, SalesforceApi.UserTerritory })
        {
            await TryDescribeAsync(name, cancellationToken);
            if (!_seen.ContainsKey(name)) _faults.Add($"Crm:Salesforce:TeamsFrom is Territories, but Salesforce does not show the user {name}; give the user View Setup and Configuration, or put Roles");
        }
    }

    private async Task<SalesforceRow> OrganizationAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(Soql.Organization(_seen[SalesforceApi.Organization].Known(OrganizationFields)), cancellationToken);
        return rows is [var only] ? only : throw new CrmException("Salesforce does not say which organisation this is; check the user's permissions", isTransient: false);
    }

    private DateTimeZone ZoneOf(SalesforceRow organization)
    {
        var name = organization["TimeZoneSidKey"];
        var zone = name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) _warnings.Add($"the organisation's time zone '{Http.Excerpt.Of(name, 40)}' is not known; days without a time begin in UTC");
        return zone ?? DateTimeZone.Utc;
    }

    /// <summary>Only a multi-currency organisation has currencies; only one with dated rates has these.</summary>
    private async Task<SalesforceRates> RatesAsync(CancellationToken cancellationToken)
    {
        if (!_seen[SalesforceApi.Opportunity].Has(SalesforceDeals.Currency)) return SalesforceRates.None;
        await TryDescribeAsync(SalesforceApi.CurrencyType, cancellationToken);
        await TryDescribeAsync(SalesforceApi.DatedConversionRate, cancellationToken);
        if (!_seen.ContainsKey(SalesforceApi.CurrencyType))
        {
            _warnings.Add("Salesforce does not let the user read its currencies (View Setup and Configuration); amounts in other currencies need the rates file");
            return SalesforceRates.None;
        }

        var rates = await RowsAsync(Soql.Currencies, cancellationToken);
        var dated = _seen.ContainsKey(SalesforceApi.DatedConversionRate) ? await RowsAsync(Soql.DatedRates, cancellationToken) : [];
        return new SalesforceRates(
            rates.Find(r => r["IsCorporate"] == "true")?["IsoCode"],
            rates.Where(r => r["IsoCode"] is not null).Select(r => (r["IsoCode"]!, Rate(SalesforceApi.CurrencyType, r))),
            dated.Select(Dated).OfType<DatedRate>());
    }

    private DatedRate? Dated(SalesforceRow row)
    {
        var values = new SalesforceValues(SalesforceApi.DatedConversionRate, row, mapping);
        return row["IsoCode"] is { } currency && values.Day("StartDate") is { } from
            ? new DatedRate(currency, from, values.Day("NextStartDate") ?? LocalDate.MaxIsoValue, Rate(SalesforceApi.DatedConversionRate, row))
            : null;
    }

    private decimal Rate(string objectType, SalesforceRow row) => new SalesforceValues(objectType, row, mapping).Number("ConversionRate") ?? 0;

    private IReadOnlyList<string>? HistoryFields()
    {
        if (_seen.TryGetValue(SalesforceApi.OpportunityHistory, out var seen)) return seen.Known(new SalesforceHistory(mapping).Fields);
        _warnings.Add("Salesforce does not show the user the history of opportunities; KPIs over former states say no-data");
        return null;
    }

    private async Task<bool> TracksOwnersAsync(CancellationToken cancellationToken)
    {
        if (_seen.ContainsKey(SalesforceApi.OpportunityFieldHistory) && await TryRowsAsync(Soql.AnyOwnerHistory, cancellationToken) is { Count: > 0 }) return true;
        _warnings.Add("no former owner of any opportunity is known; a deal counts for its present owner all along (track the field Opportunity Owner in the object's history settings)");
        return false;
    }

    private async Task<string?> SplitTypeAsync(CancellationToken cancellationToken)
    {
        if (!_seen.ContainsKey(SalesforceApi.OpportunitySplit) || !_seen[SalesforceApi.Opportunity].Has(SalesforceDeals.IsSplit)) return null;
        if (await TryRowsAsync(Soql.SplitTypes, cancellationToken) is not { } all)
        {
            _warnings.Add("Salesforce does not show the user the types of split (View Setup and Configuration); owners of split deals get the whole amount");
            return null;
        }

        var types = all.Where(t => t["IsTotalValidated"] == "true").ToList();
        if (types.Count <= 1 || types.Find(t => t["DeveloperName"] == "Revenue") is not { } revenue) return types is [var only] ? only.Id : Unclear(types.Count);
        return revenue.Id;
    }

    private string? Unclear(int types)
    {
        if (types > 0) _warnings.Add("several types of split make up a deal's amount and none is named Revenue; their owners get the whole amount");
        return null;
    }

    private void CheckClock()
    {
        if (CrmClock.Warning(client.ClockAhead, "Salesforce's") is { } wrong) _warnings.Add(wrong);
        if (!options.CountPastScheduledMeetings && _seen.ContainsKey(SalesforceApi.Event))
            _warnings.Add("events have no outcome in Salesforce: with Crm:CountPastScheduledMeetings false none of them counts as held");
    }

    private CrmAccount ToAccount(SalesforceSession session, SalesforceRow organization, string? noQuotas, SightOfUser sight)
    {
        var record = $"{session.Instance.GetLeftPart(UriPartial.Authority)}/lightning/r";
        return new CrmAccount
        {
            Id = organization.Id,
            TimeZone = mapping.Zone.Id,
            Currency = mapping.Rates.Corporate ?? organization["DefaultCurrencyIsoCode"],
            Links = new Dictionary<FactKind, string> { [FactKind.Deal] = $"{record}/Opportunity/{{id}}/view", [FactKind.Account] = $"{record}/Account/{{id}}/view" },
            Warnings = [.. _warnings, .. sight.Warnings],
            Missing = MissingKinds(noQuotas),
            Unseen = sight.Unseen,
        };
    }

    private Dictionary<FactKind, string> MissingKinds(string? noQuotas)
    {
        var missing = new Dictionary<FactKind, string>();
        void Need(FactKind kind, params string[] objects)
        {
            if (!objects.Any(_seen.ContainsKey)) missing[kind] = $"Salesforce does not show the user {string.Join(" or ", objects)} (object permission Read and View All)";
        }

        Need(FactKind.Account, SalesforceApi.Account);
        Need(FactKind.Prospect, SalesforceApi.Lead);
        Need(FactKind.Activity, SalesforceApi.Event, SalesforceApi.Task);
        Need(FactKind.Team, options.Salesforce.TeamsFrom == SalesforceTeams.Roles ? SalesforceApi.UserRole : SalesforceApi.Territory);
        Need(FactKind.DealChange, SalesforceApi.OpportunityHistory);
        if (noQuotas is not null) missing[FactKind.Quota] = noQuotas;
        return missing;
    }

    /// <summary>An object that is switched off or hidden answers 404, or 400 with one of two names.</summary>
    internal static bool IsRefusal(CrmException e) =>
        e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden && e.Code != SalesforceError.LimitExceeded
        || (e.Status is HttpStatusCode.BadRequest && e.Code is "INVALID_TYPE" or "INVALID_FIELD" or "INSUFFICIENT_ACCESS");
}
