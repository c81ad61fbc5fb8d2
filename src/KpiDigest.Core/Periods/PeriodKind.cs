namespace KpiDigest.Core.Periods;

/// <summary>What a digest or a KPI is asked for. The names are part of the ledger's keys.</summary>
public enum PeriodKind
{
    /// <summary>Seven days from the calendar's week start; Monday to Sunday unless configured.</summary>
    Week,

    /// <summary>A fiscal quarter: three calendar months from the fiscal year's start month, or 13 weeks (14 with a 53rd).</summary>
    Quarter,
}
