namespace KpiDigest.Core.Periods;

/// <summary>What a digest or a KPI is asked for. The names are part of the ledger's keys.</summary>
public enum PeriodKind
{
    /// <summary>Seven days; ISO 8601 weeks (Monday to Sunday).</summary>
    Week,

    /// <summary>A fiscal quarter: three calendar months from the fiscal year's start month.</summary>
    Quarter,
}
