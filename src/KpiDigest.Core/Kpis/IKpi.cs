using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// One KPI of the catalogue. Pure: the same input gives the same result, in any process and at any time.
/// </summary>
public interface IKpi
{
    /// <summary>The catalogue's id, lower case with hyphens (<c>win-rate</c>).</summary>
    string Id { get; }

    /// <summary>Short name in English for people ("Win rate").</summary>
    string Name { get; }

    /// <summary>One sentence that says what the value is; printed in the definitions block.</summary>
    string Definition { get; }

    /// <summary>The value in short symbols; what they mean exactly stands in the KPI's own code and tests.</summary>
    string Formula { get; }

    /// <summary>Unit of the value.</summary>
    KpiUnit Unit { get; }

    /// <summary>True for a ratio that people read as a multiple (pipeline cover 2.8×) rather than in percent.</summary>
    bool IsMultiple { get; }

    /// <summary>True where more is better, false where less is, null where neither.</summary>
    bool? HigherIsBetter { get; }

    /// <summary>Levels at which the KPI is defined.</summary>
    IReadOnlyList<ScopeKind> Levels { get; }

    /// <summary>Cadences for which the KPI is defined.</summary>
    IReadOnlyList<PeriodKind> Cadences { get; }

    /// <summary>True where the KPI asked for a week answers for the fiscal quarter of the week's last day, as of min(T, week end) (D5).</summary>
    bool IsQuarterBound => false;

    /// <summary>True where the value is a state at an instant, min(T, period end), rather than what happened in the period.</summary>
    bool IsStock => false;

    /// <summary>True where what becomes of the period's records takes time: other periods are looked at when they were as old as this one is now.</summary>
    bool IsAtEqualAge => false;

    /// <summary>Kinds of fact without which there is no value: one marked missing makes the KPI no-data with its reason.</summary>
    IReadOnlyList<FactKind> Needs => [FactKind.Deal];

    /// <summary>
    /// Computes the value of one period without any comparison; <see cref="KpiCatalogue.Evaluate"/> adds these and answers
    /// not-applicable levels and cadences, so that implementations need not.
    /// </summary>
    /// <returns>A result; missing data is <see cref="KpiStatus.NoData"/> with its reason, never an exception.</returns>
    KpiResult Compute(KpiInput input);
}
