using System.Globalization;
using System.Net;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// The checks before a pull: does the login work, which tables and columns are there, what may the user read, does it see all rows. Opportunities, users,
/// currencies and the organization are needed; what else is hidden becomes a missing kind whose KPIs say no-data with the reason.
/// </summary>
internal sealed class DynamicsOpening(DynamicsClient client, DynamicsMapping mapping, CrmOptions options)
{
    private static readonly string[] Needed = [DynamicsApi.Opportunity, DynamicsApi.User, DynamicsApi.Organization, DynamicsApi.Currency];

    private static readonly string[] Optional =
    [
        DynamicsApi.BusinessUnit, DynamicsApi.Team, DynamicsApi.OpportunityClose, DynamicsApi.Account, DynamicsApi.Contact, DynamicsApi.Lead, DynamicsApi.Appointment, DynamicsApi.ActivityParty,
        DynamicsApi.PhoneCall, DynamicsApi.Email, DynamicsApi.Task, DynamicsApi.Goal, DynamicsApi.Metric,
    ];

    private readonly List<string> _warnings = [];
    private readonly Dictionary<string, SeenTable> _seen = new(StringComparer.Ordinal);
    private readonly SettingFaults _faults = new("Dynamics");

    public async Task<DynamicsOpened> OpenAsync(CancellationToken cancellationToken)
    {
        var identity = await client.WhoAmIAsync(cancellationToken);
        var sight = new DynamicsSight(await TryAsync(() => client.PrivilegesAsync(identity.UserId, cancellationToken)));
        if (sight.Warning is { } unknown) _warnings.Add(unknown);
        foreach (var name in Needed) _seen[name] = await DescribeAsync(name, cancellationToken);
        foreach (var name in Optional.Where(n => options.Emails || n != DynamicsApi.Email)) await TryDescribeAsync(name, sight, cancellationToken);
        _warnings.AddRange(new DynamicsFieldCheck(mapping, _faults).Warnings(_seen));
        await ReadMoneyAsync(cancellationToken);
        var users = await ListAsync(DynamicsApi.User, DynamicsPeople.UserColumns, cancellationToken);
        mapping.Applications = users.Where(u => !DynamicsPeople.IsPerson(u)).Select(u => u["systemuserid"]!).ToHashSet(StringComparer.Ordinal);
        var goals = await new DynamicsGoalChoice(client, options.Dynamics, _seen, _faults).ChooseAsync(cancellationToken);
        _faults.ThrowIfAny();
        CheckClock();
        return new DynamicsOpened
        {
            Account = ToAccount(identity, goals.Missing) with { Misnamed = new DynamicsNames(options, mapping, _seen).Check(users), Unseen = sight.Unseen(_seen) },
            Seen = _seen,
            Stages = DynamicsStages.Of(_seen[DynamicsApi.Opportunity].Options(mapping.StageField)),
            Goals = goals.Rows,
            Users = users,
            KnowsSight = sight.IsKnown,
        };
    }

    /// <summary>What a refusal means: not there, switched off, or not for this user.</summary>
    internal static bool IsRefusal(CrmException e) => e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest;

    /// <summary>Null: refused.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            return null;
        }
    }

    private async Task<SeenTable> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var definition = await client.DescribeAsync(name, cancellationToken);
        if (name != DynamicsApi.Opportunity) return new SeenTable(definition);
        var choices = await TryAsync(() => client.ChoicesAsync(name, "Picklist", cancellationToken));
        return new SeenTable(definition, choices?.Columns.GroupBy(c => c.LogicalName, StringComparer.Ordinal).ToDictionary(c => c.Key, c => Options(c.First()), StringComparer.Ordinal));
    }

    private static IReadOnlyList<(string Value, string? Label)> Options(ChoiceColumn column) =>
        [.. (column.Choices?.Options ?? []).Where(o => o.Value is not null).Select(o => (o.Value!.Value.ToString(CultureInfo.InvariantCulture), o.Label?.Local?.Text))];

    /// <summary>A table is described to everybody: whether it may be read stands in the privileges, else one row is asked for.</summary>
    private async Task TryDescribeAsync(string name, DynamicsSight sight, CancellationToken cancellationToken)
    {
        if (await TryAsync(() => DescribeAsync(name, cancellationToken)) is not { } table) return;
        if (sight.MayRead(table) ?? await TryAsync(() => client.AnyAsync(table, cancellationToken)) is not null) _seen[name] = table;
    }

    private Task<List<DynamicsRow>> ListAsync(string name, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        var table = _seen[name];
        return client.RowsAsync(DynamicsApi.Metadata, OData.All(table, table.Known([table.Id, .. columns])), cancellationToken);
    }

    private async Task ReadMoneyAsync(CancellationToken cancellationToken)
    {
        var currencies = await ListAsync(DynamicsApi.Currency, ["isocurrencycode"], cancellationToken);
        mapping.Currencies = currencies.Where(c => c["isocurrencycode"] is not null).ToDictionary(c => c[DynamicsApi.Currency + "id"]!, c => c["isocurrencycode"]!, StringComparer.OrdinalIgnoreCase);
        var organizations = await ListAsync(DynamicsApi.Organization, ["basecurrencyid"], cancellationToken);
        mapping.BaseCurrency = organizations is [var only] && only["_basecurrencyid_value"] is { } id ? mapping.Currencies.GetValueOrDefault(id) : null;
        if (mapping.BaseCurrency is null) throw new CrmException("Dynamics does not say which base currency the environment has; give the application user read access to the organization and its currencies", isTransient: false);
    }

    private void CheckClock()
    {
        if (CrmClock.Warning(client.ClockAhead, "Dynamics'") is { } wrong) _warnings.Add(wrong);
    }

    private CrmAccount ToAccount(Identity identity, string? noGoals)
    {
        var page = $"{DynamicsAddress.Environment(options.BaseUrl)}/main.aspx?pagetype=entityrecord";
        return new CrmAccount
        {
            Id = identity.OrganizationId,
            Currency = mapping.BaseCurrency,
            Links = new Dictionary<FactKind, string> { [FactKind.Deal] = $"{page}&etn=opportunity&id={{id}}", [FactKind.Account] = $"{page}&etn=account&id={{id}}" },
            Warnings = [.. _warnings],
            Missing = MissingKinds(noGoals),
        };
    }

    private Dictionary<FactKind, string> MissingKinds(string? noGoals)
    {
        var missing = new Dictionary<FactKind, string> { [FactKind.DealChange] = "Dynamics shows no history of opportunities" };
        void Need(FactKind kind, params string[] tables)
        {
            if (!tables.Any(_seen.ContainsKey)) missing[kind] = $"Dynamics does not let the application user read {string.Join(" or ", tables)} (organisation-level read in its security role)";
        }

        Need(FactKind.Account, DynamicsApi.Account);
        Need(FactKind.Prospect, DynamicsApi.Lead);
        Need(FactKind.Activity, DynamicsApi.Appointment, DynamicsApi.PhoneCall, DynamicsApi.Email);
        Need(FactKind.Team, DynamicsApi.BusinessUnit);
        if (noGoals is not null) missing[FactKind.Quota] = noGoals;
        return missing;
    }
}
