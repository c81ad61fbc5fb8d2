using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>Cuts all time into numbered periods of one kind that touch.</summary>
internal interface IPeriodRule
{
    /// <summary>The period that a date lies in.</summary>
    PeriodCut Containing(LocalDate date);

    /// <summary>The period of a number; null: the year has no such number.</summary>
    PeriodCut? Find(int year, int number);
}

/// <summary>A period as a rule cuts it.</summary>
internal readonly record struct PeriodCut(int Year, int Number, LocalDate Start, LocalDate End);
