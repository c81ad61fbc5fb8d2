using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Takes the newest versions known and builds the columnar <see cref="SalesFacts"/>. Order of records changes nothing.</summary>
public sealed class SalesFactsBuilder(SalesFactsSettings settings)
{
    private readonly SalesFactsSettings _settings = settings;

    /// <summary>A version of a rep; every version known, in any order: memberships are derived from the changes of team.</summary>
    public void AddRep(Rep rep, Instant recordedAt) => throw new NotImplementedException(_settings.HomeCurrency);

    /// <summary>A team.</summary>
    public void AddTeam(Team team) => throw new NotImplementedException();

    /// <summary>A pipeline stage.</summary>
    public void AddStage(Stage stage) => throw new NotImplementedException();

    /// <summary>The newest known version of a deal.</summary>
    public void AddDeal(Deal deal) => throw new NotImplementedException();

    /// <summary>A change of a deal.</summary>
    public void AddChange(DealChange change) => throw new NotImplementedException();

    /// <summary>An activity.</summary>
    public void AddActivity(Activity activity) => throw new NotImplementedException();

    /// <summary>A quota row.</summary>
    public void AddQuota(Quota quota) => throw new NotImplementedException();

    /// <summary>Marks a kind of fact as never configured or synced, so that its KPIs answer no-data with this reason.</summary>
    public void MarkMissing(FactKind kind, string reason) => throw new NotImplementedException();

    /// <summary>Builds the immutable snapshot.</summary>
    public SalesFacts Build() => throw new NotImplementedException();
}
