namespace KpiDigest.Core.Signals;

/// <summary>What kind of number a charted KPI is; each has its own chart (D12).</summary>
public enum SignalKind
{
    /// <summary>A sum or count: XmR on square roots, with season.</summary>
    Sum,

    /// <summary>A mean: XmR as is, without season.</summary>
    Mean,

    /// <summary>Successes out of trials: Laney's p', with season.</summary>
    Proportion,
}
