using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>What a KPI computes from.</summary>
/// <param name="Facts">The facts as of an instant.</param>
/// <param name="Scope">A resolved scope.</param>
/// <param name="Period">The period the value answers for; for a quarter-bound KPI asked for a week it is the quarter (D5).</param>
/// <param name="Until">
/// First local date that no longer counts: the period's end, or earlier where the period is cut to compare with an unfinished
/// one at the same number of business days gone (D4).
/// </param>
/// <param name="Records">Where the records behind the number are reported with their role; null: nobody asked.</param>
public sealed record KpiInput(SalesFacts Facts, Scope Scope, Period Period, LocalDate Until, ICollection<KpiRecord>? Records = null)
{
    /// <summary>
    /// What was known at this instant: T, or the end of the week asked for where that is earlier and the KPI answers as of it (D5).
    /// Every slice takes it.
    /// </summary>
    public Instant AsOf { get; init; } = Facts.AsOf;

    /// <summary>The week asked for where <see cref="Period"/> is its quarter (D5); null otherwise.</summary>
    public Period? Week { get; init; }

    /// <summary>Whether only the value is wanted, not its parts: a comparison. KPIs whose parts cost history may leave these out.</summary>
    public bool ValueOnly { get; init; }

    /// <summary>Asked for a row of a table, which has no room for what is simulated.</summary>
    public bool IsRow { get; init; }

    /// <summary>The instant up to which the period is looked at: its cut, or the as-of instant where that is earlier.</summary>
    public Instant Reached => Instant.Min(AsOf, Until.AtStartOfDayInZone(Period.Zone).ToInstant());

    /// <summary>Whether the period is unfinished at the as-of instant.</summary>
    public bool ToDate => AsOf < Period.EndInstant;

    /// <summary>First local date of the period that has not gone yet (D10: gone = dated before the as-of instant's local date); the end where all have.</summary>
    public LocalDate Gone => LocalDate.Min(Until, ToDate ? Facts.Calendar.DateOf(AsOf) : Period.End);

    /// <summary>Business days of the period that have gone.</summary>
    public int BusinessDaysGone => Facts.Calendar.BusinessDays.Between(Period.Start, Gone);

    /// <summary>Where another period is cut to be compared with this one (D4): its end, or where as many business days have gone.</summary>
    public LocalDate CutOf(Period other) => Gone >= Period.End
        ? other.End
        : LocalDate.Min(other.End, Facts.Calendar.BusinessDays.After(other.Start, BusinessDaysGone));

    /// <summary>Whether a deal of an earlier view counts as of T (D1): one that was lost for no loss afterwards counts nowhere.</summary>
    public bool Counts(in DealRow deal) => Facts.At(deal, AsOf) is { Counted: true };

    /// <summary>When another period was as old as the input's is at its as-of instant: as many local days after its start.</summary>
    public Instant SameAgeIn(Period other)
    {
        var now = AsOf.InZone(Period.Zone).LocalDateTime;
        var age = NodaTime.Period.DaysBetween(Period.Start, now.Date);
        return (other.Start.PlusDays(age) + now.TimeOfDay).InZoneLeniently(other.Zone).ToInstant();
    }

    /// <summary>Reports a record behind the number, if anybody asked.</summary>
    public void Report(FactKind kind, string id, string role, decimal? amount = null) => Records?.Add(new KpiRecord(kind, id, role, amount));
}
