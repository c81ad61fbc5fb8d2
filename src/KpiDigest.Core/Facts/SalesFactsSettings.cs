using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>How facts are read.</summary>
/// <param name="AsOf">T: what happened after it is unknown; deals are rewound to it by their history (D3).</param>
/// <param name="Calendar">Zone, fiscal year and business days.</param>
/// <param name="HomeCurrency">ISO 4217 code all amounts are converted to.</param>
/// <param name="Rules">Which deals count.</param>
/// <param name="Reconstructed">True where T lies before the first complete sync, so that the past was rebuilt from the CRM's dates and history.</param>
public sealed record SalesFactsSettings(Instant AsOf, PeriodCalendar Calendar, string HomeCurrency, DealRules Rules, bool Reconstructed = false)
{
    /// <summary>The choices that single KPIs rest on.</summary>
    public KpiRules Kpis { get; init; } = new();
}
