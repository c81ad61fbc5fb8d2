using KpiDigest.Core.Facts;
using NodaTime.Text;

namespace KpiDigest.Core.Kpis;

/// <summary>Whether it can be known how deals were at the start of a period.</summary>
internal static class HistoryGap
{
    /// <summary>Why it cannot, in English; null: it can.</summary>
    public static string? Of(KpiInput input)
    {
        if (input.Facts.Missing(FactKind.DealChange) is not { } why || input.Facts.WatchedSince <= input.Period.StartInstant) return null;
        var watched = input.Facts.WatchedSince is { } since ? $"; what syncs have seen is known from {LocalDatePattern.Iso.Format(since.InZone(input.Facts.Calendar.Zone).Date)} on" : "";
        return $"how deals were when {input.Period.Label} began is not known: {why}{watched}";
    }
}
