namespace KpiDigest.Configuration;

/// <summary>Which deals count (catalogue D1, D8).</summary>
internal sealed class DealOptions
{
    public bool CountRenewals { get; set; }

    /// <summary>Lost reasons that make a lost deal not count.</summary>
    public IList<string> NotALoss { get; set; } = [];

    /// <summary>Whether an amount of 0 is a stated amount.</summary>
    public bool ZeroIsStated { get; set; }

    /// <summary>Days without a sign of life after which an open deal is stale.</summary>
    public int StaleAfterDays { get; set; } = 30;
}
