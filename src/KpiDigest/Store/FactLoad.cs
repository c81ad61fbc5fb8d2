using KpiDigest.Core.Facts;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>Reads the facts as they were known at an instant. All tables are read in one transaction, so that they fit together.</summary>
internal sealed class FactLoad(Database database)
{
    public Task<SalesFacts> LoadAsync(string source, SalesFactsSettings settings, Instant knownAt, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var builder = new SalesFactsBuilder(settings);
        var versions = new VersionReader(transaction, source, Stored.Micros(knownAt));
        foreach (var (kind, reason) in (await SyncBooks.ReadAccountAsync(transaction, source))?.Missing ?? new Dictionary<FactKind, string>()) builder.MarkMissing(kind, reason);
        await foreach (var rep in versions.AllAsync(FactTables.Reps, cancellationToken)) builder.AddRep(rep.Deleted ? rep.Fact with { Active = false } : rep.Fact, rep.RecordedAt);
        await foreach (var team in versions.NewestAsync(FactTables.Teams, cancellationToken)) builder.AddTeam(team);
        await foreach (var stage in versions.NewestAsync(FactTables.Stages, cancellationToken)) builder.AddStage(stage);
        await foreach (var deal in versions.NewestAsync(DealTable.Deals, cancellationToken)) builder.AddDeal(deal);
        await foreach (var change in versions.NewestAsync(FactTables.Changes, cancellationToken)) builder.AddChange(change);
        await foreach (var activity in versions.NewestAsync(FactTables.Activities, cancellationToken)) builder.AddActivity(activity);
        await foreach (var quota in versions.NewestAsync(FactTables.Quotas, cancellationToken)) builder.AddQuota(quota);
        return builder.Build();
    }, cancellationToken);
}
