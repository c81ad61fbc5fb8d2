namespace KpiDigest.DemoCrm.Http;

/// <summary>From path to answer, with the scope each path needs.</summary>
internal sealed class DemoRoutes(DemoCrmStore store, DemoCrmFaults faults)
{
    private readonly AssociationIndex _index = new(store);

    private ObjectEndpoints Objects => field ??= new ObjectEndpoints(store, _index);

    private SearchEndpoint Search => field ??= new SearchEndpoint(store, faults);

    private BatchEndpoints Batches => field ??= new BatchEndpoints(store, _index);

    private SettingsEndpoints Settings => field ??= new SettingsEndpoints(store, faults);

    private OwnersEndpoint Owners => field ??= new OwnersEndpoint(store);

    private SplitsEndpoint Splits => field ??= new SplitsEndpoint(store);

    /// <exception cref="DemoRefusal">HubSpot would refuse it.</exception>
    public DemoAnswer Answer(DemoCall call)
    {
        lock (store.Gate)
        {
            return (call.Request.Method, call.Segments) switch
            {
                ("GET", ["crm", "objects", "2026-09", var type]) => OfType(type, () => Objects.List(call)),
                ("POST", ["crm", "objects", "2026-09", var type, "search"]) => OfType(type, () => Search.Answer(call)),
                ("POST", ["crm", "objects", "2026-09", var type, "batch", "read"]) => OfType(type, () => Batches.Read(call)),
                ("GET", ["crm", "objects", "2026-09", var type, var id]) => OfType(type, () => Objects.Get(call, id)),
                ("POST", ["crm", "associations", "2026-09", var from, var to, "batch", "read"]) => OfType(from, () => OfType(to, () => Batches.Associations(call, from, to))),
                ("POST", ["deal-splits", "2026-09", "batch", "read"]) => With("crm.dealsplits.read_write", () => Splits.Read(call)),
                ("GET", ["crm", "owners", "2026-09"]) => With("crm.objects.owners.read", () => Owners.List(call)),
                ("GET", ["crm", "owners", "2026-09", var id]) => With("crm.objects.owners.read", () => Owners.Get(id)),
                ("GET", ["crm", "pipelines", "2026-09", "deals" or "0-3"]) => With("crm.objects.deals.read", Settings.Pipelines),
                ("GET", ["crm", "properties", "2026-09", var type]) => OfSchema(type, () => PropertyEndpoints.Properties(type)),
                ("GET", ["crm", "properties", "2026-09", var type, var name]) => OfSchema(type, () => PropertyEndpoints.Property(type, name)),
                ("GET", ["account-info", "2026-09", "details"]) => Settings.Account(),
                ("GET", ["account-info", "2026-09", "api-usage", "daily", "private-apps"]) => Settings.Usage(),
                ("GET", ["settings", "currencies", "2026-09", "company-currency"]) => With("settings.currencies.read", Settings.Currency),
                ("GET", ["settings", "currencies", "2026-09", "exchange-rates"]) => With("settings.currencies.read", () => Settings.Rates(call)),
                ("GET", ["settings", "currencies", "2026-09", "exchange-rates", "current"]) => With("settings.currencies.read", Settings.CurrentRates),
                ("GET", ["settings", "users", "2026-03", "teams"]) => With("settings.users.teams.read", Settings.Teams),
                ("GET" or "POST", _) => throw new DemoRefusal(DemoErrors.NotFound($"Unable to find a resource at {call.Request.Path}")),
                var (method, _) => throw new DemoRefusal(DemoErrors.WrongMethod(method)),
            };
        }
    }

    private DemoAnswer OfType(string type, Func<DemoAnswer> answer) => With(DemoCall.Type(type).Scope, answer);

    private DemoAnswer OfSchema(string type, Func<DemoAnswer> answer)
    {
        var scope = DemoCall.Type(type).Scope;
        return With([scope.Replace(".objects.", ".schemas.", StringComparison.Ordinal), scope], answer);
    }

    private DemoAnswer With(string scope, Func<DemoAnswer> answer) => With([scope], answer);

    private DemoAnswer With(string[] anyOf, Func<DemoAnswer> answer) =>
        anyOf.Any(faults.HasScope) ? answer() : throw new DemoRefusal(DemoErrors.MissingScopes(anyOf));
}
