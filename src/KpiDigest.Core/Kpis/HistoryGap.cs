using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>Whether it can be known how deals were at the start of a period.</summary>
internal static class HistoryGap
{
    /// <summary>Why it cannot, in English; null: it can.</summary>
    public static string? Of(KpiInput input) => input.Facts.Missing(FactKind.DealChange) is { } why
        ? $"how deals were when {input.Period.Label} began is not known: {why}"
        : null;
}
