using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>A connector that speaks HTTP, as <see cref="CrmApiContract"/> sees it.</summary>
internal abstract class ContractApi : ContractCrm
{
    /// <summary>How far the CRM's clock is behind ours.</summary>
    public TimeSpan Behind { get; set; }

    /// <summary>What stands between the source and the stub.</summary>
    public abstract ContractWire Wire { get; }

    /// <summary>Objects by the name that progress tells, with the records a page of each may have; requests of other names are metadata and lists of deletions.</summary>
    public abstract IReadOnlyDictionary<string, ContractPages> Pages { get; }

    /// <summary>The name of the object that holds deals.</summary>
    public abstract string DealsObject { get; }

    /// <summary>The token that a log must never show.</summary>
    public abstract string Secret { get; }

    /// <summary>The vendor's "too many requests", for a limit that passes in seconds.</summary>
    public abstract HttpResponseMessage TooMany(TimeSpan? retryAfter);

    /// <summary>The vendor's "no more requests today".</summary>
    public abstract HttpResponseMessage DailyLimit();

    /// <summary>The vendor's answer to a token that is no longer good.</summary>
    public abstract HttpResponseMessage Unauthorized();

    /// <summary>The vendor's answer to a token that may not read an object.</summary>
    public abstract HttpResponseMessage Forbidden();

    /// <summary>Takes the right to read a kind away that a sync can do without.</summary>
    public abstract FactKind ForbidOneKind();

    /// <summary>Whether a request reads a page of deals, metadata and counts apart.</summary>
    public abstract bool ReadsDeals(WireRequest request);

    public override DateTimeOffset CrmNow => Clock.GetUtcNow() - Behind;
}

/// <summary>Which records of the world an object holds, and how many a page of it has.</summary>
/// <param name="Records">How many the object has in this world.</param>
/// <param name="Size">Records a page of the first load.</param>
/// <param name="ChangesSize">Records a page of what changed.</param>
internal sealed record ContractPages(Func<ContractWorld, int> Records, int Size, int ChangesSize)
{
    /// <summary>Records a page of the requests that bring history in the first load; 0: none are made.</summary>
    public int HistorySize { get; init; }

    /// <summary>Records a page of the requests that bring history of what changed; 0: none are made.</summary>
    public int ChangesHistorySize { get; init; }
}
