using KpiDigest.Core.Facts;
using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>One connector with its stub, as <see cref="CrmSourceContract"/> sees it.</summary>
internal abstract class ContractCrm : IAsyncDisposable
{
    /// <summary>Our clock: time passes by waiting only, which takes none.</summary>
    public ImpatientClock Clock { get; } = new();

    /// <summary>What the CRM's clock says: ours, as waits move both.</summary>
    public virtual DateTimeOffset CrmNow => Clock.GetUtcNow();

    /// <summary>The source's name in fact keys.</summary>
    public abstract string Source { get; }

    /// <summary>Kinds of fact that this CRM has at all; the others are not expected.</summary>
    public virtual IReadOnlySet<FactKind> Kinds { get; } =
        new HashSet<FactKind> { FactKind.Rep, FactKind.Team, FactKind.Stage, FactKind.Account, FactKind.Deal, FactKind.Activity, FactKind.Quota };

    /// <summary>Fields whose history it keeps.</summary>
    public virtual IReadOnlySet<DealField> History { get; } = new HashSet<DealField> { DealField.Stage, DealField.Amount, DealField.Close, DealField.Owner };

    /// <summary>From now on the CRM holds exactly this, and its clock stands at the world's.</summary>
    public abstract Task ShowAsync(ContractWorld world);

    /// <summary>The source of a process that has just started.</summary>
    public abstract ICrmSource Open();

    /// <summary>The id in facts of a record of the world shown last; 0: null.</summary>
    public abstract string? Id(FactKind kind, long key);

    /// <summary>A deal's name in facts.</summary>
    public virtual string Name(WorldDeal deal) => deal.Name;

    /// <summary>People that the CRM makes of something else than the world's people.</summary>
    public virtual IEnumerable<Rep> FurtherPeople(ContractWorld world) => [];

    /// <summary>A stage's id in facts.</summary>
    public abstract string StageId(WorldStage stage);

    /// <summary>The CRM forgets deleted deals: no list of deletions names them any more.</summary>
    public abstract Task ForgetDeletedAsync();

    public abstract ValueTask DisposeAsync();
}
