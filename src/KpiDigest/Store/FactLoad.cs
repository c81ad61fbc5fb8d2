using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>Reads the facts as they were known at an instant. All tables are read in one transaction, so that they fit together.</summary>
internal sealed class FactLoad(Database database)
{
    public Task<SalesFacts> LoadAsync(string source, SalesFactsSettings settings, Instant knownAt, Func<FactNames, SupplementFacts>? supplements, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var builder = new SalesFactsBuilder(settings);
        var versions = new VersionReader(transaction, source, Stored.Micros(knownAt));
        var crm = await SyncBooks.ReadAccountAsync(transaction, source);
        if (await CrmStates.ReadAsync(transaction, source, Stored.Micros(knownAt)) is { } known) crm = crm! with { Currency = known.Currency, Missing = known.Missing };
        builder.SetCrmCurrency(crm?.Currency);
        foreach (var (kind, reason) in crm?.Missing ?? new Dictionary<FactKind, string>()) builder.MarkMissing(kind, reason);
        foreach (var proof in await SightBooks.ReadAsync(transaction, source, Stored.Micros(knownAt))) builder.MarkUnseen(proof);
        await foreach (var rep in versions.AllAsync(FactTables.Reps, cancellationToken)) builder.AddRep(rep.Deleted ? rep.Fact with { Active = false } : rep.Fact, rep.RecordedAt);
        var names = await FactNames.ReadAsync(versions, cancellationToken);
        foreach (var team in names.Teams) builder.AddTeam(team);
        foreach (var stage in await StagesAsync(versions, cancellationToken)) builder.AddStage(stage);
        foreach (var account in names.Accounts) builder.AddAccount(account);
        foreach (var quota in names.Quotas) builder.AddQuota(quota);
        await AddDealsAsync(builder, versions, crm, cancellationToken);
        await foreach (var change in versions.NewestAsync(FactTables.Changes, cancellationToken)) builder.AddChange(change);
        await foreach (var activity in versions.NewestAsync(FactTables.Activities, cancellationToken)) builder.AddActivity(activity);
        await foreach (var prospect in versions.NewestAsync(ProspectTable.Prospects, cancellationToken)) builder.AddProspect(prospect);
        await foreach (var forecast in versions.NewestAsync(ForecastTable.Forecasts, cancellationToken)) builder.AddForecast(forecast);
        if (supplements is not null) builder.AddSupplements(supplements(names));
        return builder.Build();
    }, cancellationToken);

    /// <summary>Of a CRM that shows no history of deals all versions are wanted: what syncs have seen of them is their history.</summary>
    private static async Task AddDealsAsync(SalesFactsBuilder builder, VersionReader versions, CrmAccountRow? crm, CancellationToken cancellationToken)
    {
        if (crm is not { FirstCompleteAt: { } since } || !crm.Missing.ContainsKey(FactKind.DealChange))
        {
            await foreach (var deal in versions.NewestAsync(DealTable.Deals, cancellationToken)) builder.AddDeal(deal);
            return;
        }

        builder.Watch(since);
        await foreach (var deal in versions.RecordsAsync(DealTable.Deals, cancellationToken)) builder.AddDeal(deal);
    }

    /// <summary>Those that the CRM no longer lists too: old deals went through them, and still stand in stages of archived pipelines.</summary>
    private static async Task<IReadOnlyCollection<Stage>> StagesAsync(VersionReader versions, CancellationToken cancellationToken)
    {
        var stages = new Dictionary<string, Stage>(StringComparer.Ordinal);
        await foreach (var (stage, _, _) in versions.AllAsync(FactTables.Stages, cancellationToken)) stages[stage.Id] = stage;
        return stages.Values;
    }

    /// <summary>What the facts call people and things, as known at an instant.</summary>
    public Task<FactNames> NamesAsync(string source, Instant knownAt, CancellationToken cancellationToken) => database.ReadAsync(
        transaction => FactNames.ReadAsync(new VersionReader(transaction, source, Stored.Micros(knownAt)), cancellationToken), cancellationToken);
}
