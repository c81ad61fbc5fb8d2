namespace KpiDigest.Core.Facts;

/// <summary>How it is known that a customer is one no more.</summary>
public enum ChurnMode
{
    /// <summary>By contracts: recurring revenue, or the day on which the account churned.</summary>
    Contract,

    /// <summary>By silence: so many days after the last win.</summary>
    Inactivity,
}
