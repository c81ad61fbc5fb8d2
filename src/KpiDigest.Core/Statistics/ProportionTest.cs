namespace KpiDigest.Core.Statistics;

/// <summary>How two proportions were compared.</summary>
public enum ProportionTest
{
    /// <summary>Normal approximation with the pooled proportion.</summary>
    PooledZ,

    /// <summary>Fisher's exact test.</summary>
    FisherExact,
}
