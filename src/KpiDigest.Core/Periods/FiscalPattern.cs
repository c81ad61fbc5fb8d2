namespace KpiDigest.Core.Periods;

/// <summary>How a fiscal quarter is cut into its three months.</summary>
public enum FiscalPattern
{
    /// <summary>Three calendar months; the fiscal year starts on the first of its start month.</summary>
    Months,

    /// <summary>13 weeks: 4, 4 and 5.</summary>
    Weeks445,

    /// <summary>13 weeks: 4, 5 and 4.</summary>
    Weeks454,

    /// <summary>13 weeks: 5, 4 and 4.</summary>
    Weeks544,
}
