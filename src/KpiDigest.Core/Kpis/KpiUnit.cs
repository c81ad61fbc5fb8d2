namespace KpiDigest.Core.Kpis;

/// <summary>Unit of a value. Printed in lower case.</summary>
public enum KpiUnit
{
    /// <summary>A share or quotient; 0.61 prints as 61 %, or as 2.8× where <see cref="IKpi.IsMultiple"/>.</summary>
    Ratio,

    /// <summary>An amount in the home currency.</summary>
    Currency,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>Points on a scale.</summary>
    Score,

    /// <summary>Years.</summary>
    Years,
}
