namespace KpiDigest.Core.Kpis;

/// <summary>Whether a result has a value. Printed as <c>ok</c>, <c>partial</c>, <c>no-data</c>, <c>not-applicable</c>.</summary>
public enum KpiStatus
{
    /// <summary>The value holds for all records.</summary>
    Ok,

    /// <summary>The value holds for a part of the records; the reason says which.</summary>
    Partial,

    /// <summary>No value; the reason says what is missing.</summary>
    NoData,

    /// <summary>The KPI is not defined for this level or cadence.</summary>
    NotApplicable,
}
