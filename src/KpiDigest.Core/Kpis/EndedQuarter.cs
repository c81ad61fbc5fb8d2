using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary>D5: names the quarter that ended inside the week asked for; the digest leads with it.</summary>
internal static class EndedQuarter
{
    public const string Name = "endedQuarter";

    /// <summary>The part with the quarter's label, or nothing.</summary>
    public static IEnumerable<KpiPart> Of(KpiInput input)
    {
        if (input.Week is not { } week) return [];
        var quarter = input.Facts.Calendar.Containing(PeriodKind.Quarter, week.Start);
        return quarter.End <= week.End && quarter.EndInstant <= input.AsOf ? [new KpiPart(Name, null) { Text = quarter.Label }] : [];
    }
}
