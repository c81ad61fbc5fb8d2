using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// How the columns hold what may be missing. Instants are 100 ns ticks since 1970, days are day numbers, amounts 1/10,000 of the
/// currency; a date as the CRM states it is one number too: ticks for an instant, a shifted day number for a plain date.
/// </summary>
internal static class Cell
{
    /// <summary>An instant, a date or an amount that is not stated.</summary>
    public const long None = long.MinValue;

    /// <summary>An amount in a currency for which no rate is known.</summary>
    public const long NoRate = long.MinValue + 1;

    /// <summary>A day that is not stated.</summary>
    public const int NoDay = int.MinValue;

    private const long PlainDates = -4_000_000_000_000_000_000;
    private const long BelowInstants = -3_000_000_000_000_000_000;

    public static long Of(Instant at) => at.ToUnixTimeTicks();

    public static int Of(LocalDate date) => date.ToDateOnly().DayNumber;

    public static LocalDate Date(int day) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(day));

    public static LocalDate? DateOrNull(int day) => day == NoDay ? null : Date(day);

    public static long Of(FactDate? date) => date switch
    {
        null => None,
        { On: { } on } => PlainDates + Of(on),
        { At: { } at } => Of(at),
        _ => None,
    };

    /// <summary>Half-even to 1/10,000.</summary>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public static long Units(decimal amount) => (long)decimal.Round(amount * 10_000m, 0, MidpointRounding.ToEven);

    public static long Units(decimal? amount) => amount is { } stated ? Units(stated) : None;

    public static decimal? Amount(long units) => units is None or NoRate ? null : units / 10_000m;

    /// <summary>The local day of a date; plain dates are never converted.</summary>
    public static int DayOf(long date, DateTimeZone zone) => date switch
    {
        None => NoDay,
        < BelowInstants => (int)(date - PlainDates),
        _ => Of(Instant.FromUnixTimeTicks(date).InZone(zone).Date),
    };

    /// <summary>The instant of a date in ticks; for a plain date the start of that day.</summary>
    public static long InstantOf(long date, DateTimeZone zone) =>
        date < BelowInstants && date != None ? StartOfDay((int)(date - PlainDates), zone) : date;

    /// <summary>Whether a date lies at or before an instant; a plain date does once its day has begun before it.</summary>
    public static bool Reached(long date, long instant, DateTimeZone zone) =>
        date < BelowInstants ? StartOfDay((int)(date - PlainDates), zone) < instant : date <= instant;

    private static long StartOfDay(int day, DateTimeZone zone) => Of(Date(day).AtStartOfDayInZone(zone).ToInstant());
}
