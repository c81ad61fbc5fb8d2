namespace KpiDigest.Core.Facts;

/// <summary>Which field of a deal changed. Stored as its number.</summary>
public enum DealField
{
    /// <summary>Stage id.</summary>
    Stage = 0,

    /// <summary>Amount, invariant decimal text, in the deal's currency.</summary>
    Amount = 1,

    /// <summary>Close date (expected while open), <see cref="FactDate"/> text.</summary>
    Close = 2,

    /// <summary>Owner id.</summary>
    Owner = 3,

    /// <summary>Forecast category.</summary>
    ForecastCategory = 4,
}
