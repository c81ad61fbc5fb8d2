using System.Globalization;
using KpiDigest.Core.Kpis;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Core.Digests;

/// <summary>Numbers, amounts and dates as the reader's culture writes them. The minus sign is U+2212.</summary>
public sealed class DigestFormat
{
    private const string Minus = "\u2212";
    private const string Blank = "\u00A0";
    private readonly CultureInfo _culture;
    private readonly NumberFormatInfo _numbers;
    private readonly string _symbol;
    private readonly LocalDatePattern _shortDate;
    private readonly LocalDatePattern _date;

    /// <param name="culture">A culture name (<c>de-DE</c>); empty: <c>en-US</c>.</param>
    /// <param name="currency">ISO 4217 code of all amounts.</param>
    /// <exception cref="CultureNotFoundException">The name is no culture.</exception>
    public DigestFormat(string culture, string currency)
    {
        _culture = CultureInfo.GetCultureInfo(culture.Length == 0 ? "en-US" : culture);
        _numbers = (NumberFormatInfo)_culture.NumberFormat.Clone();
        _numbers.NegativeSign = Minus;
        _numbers.PercentNegativePattern = _numbers.PercentPositivePattern == 0 ? 0 : 1;
        _symbol = Symbol(currency);
        var days = _culture.DateTimeFormat;
        _shortDate = Dates(days.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal));
        _date = Dates(WithoutWeekday(days.LongDatePattern).Replace("MMMM", "MMM", StringComparison.Ordinal));
    }

    /// <summary>An amount: whole units below 10,000, then €310K, €1.24M, €12.4M, €2.05B.</summary>
    public string Money(decimal amount)
    {
        var size = Math.Abs(amount);
        var text = size switch
        {
            < 9_999.5m => Number(size, 0),
            < 999_500m => Number(size / 1_000m, 0) + "K",
            < 999_500_000m => Number(size / 1_000_000m, Places(size / 1_000_000m)) + "M",
            _ => Number(size / 1_000_000_000m, Places(size / 1_000_000_000m)) + "B",
        };
        return (amount < 0 && text.Any(c => c is >= '1' and <= '9') ? Minus : "") + WithSymbol(text);
    }

    /// <summary>An amount with its sign: +€12K, −€12K, €0.</summary>
    public string SignedMoney(decimal amount) => amount > 0 && Money(amount) != Money(0) ? "+" + Money(amount) : Money(amount);

    /// <summary>A ratio in percent, rounded to whole percent; below 10 % one digit more where it is not whole.</summary>
    public string Percent(decimal ratio) => Joined(ratio.ToString(Math.Abs(ratio) < 0.0995m && ratio != 0 ? "P1" : "P0", _numbers));

    /// <summary>A relative change with its sign, in whole percent: +8%, −14%.</summary>
    public string Change(decimal relative)
    {
        var text = Joined(relative.ToString("P0", _numbers));
        return relative >= 0.005m ? "+" + text : text;
    }

    /// <summary>The change of a proportion in percentage points: +1.2 pts, −2.0 pts.</summary>
    public string Points(decimal change)
    {
        var points = Math.Round(change * 100m, 1, MidpointRounding.AwayFromZero);
        return (points > 0 ? "+" : "") + Number(points, 1) + Blank + "pts";
    }

    /// <summary>A multiple: 2.8×.</summary>
    public string Multiple(decimal value) => Number(value, 1) + "×";

    /// <summary>A number of things.</summary>
    public string Count(decimal value) => Number(value, 0);

    /// <summary>A count with its sign.</summary>
    public string SignedCount(decimal value) => (value > 0 ? "+" : "") + Number(value, 0);

    /// <summary>Days, without decimals where they are whole.</summary>
    public string Days(decimal days) => Number(days, days == decimal.Truncate(days) ? 0 : 1) + Blank + (days == 1 ? "day" : "days");

    /// <summary>A number with fixed decimals; zero never carries a sign.</summary>
    public string Number(decimal value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return Tidy((rounded == 0 ? 0m : rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _numbers));
    }

    /// <summary>A value of a KPI in its unit.</summary>
    public string Value(KpiUnit unit, bool multiple, decimal value) => unit switch
    {
        KpiUnit.Currency => Money(value),
        KpiUnit.Ratio => multiple ? Multiple(value) : Percent(value),
        KpiUnit.Days => Days(value),
        KpiUnit.Count => Count(value),
        _ => Number(value, 1),
    };

    /// <summary>Day and month: Dec 24, 24. Dez.</summary>
    public string ShortDate(LocalDate date) => Tidy(_shortDate.Format(date));

    /// <summary>Day, month and year.</summary>
    public string Date(LocalDate date) => Tidy(_date.Format(date));

    /// <summary>First and last day of a period.</summary>
    public string Range(Period period) => $"{ShortDate(period.Start)} to {Date(period.End.PlusDays(-1))}";

    /// <summary>An instant in the reader's zone with the zone's short name.</summary>
    public string Moment(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone);
        var time = LocalTimePattern.Create(_culture.DateTimeFormat.ShortTimePattern.Contains('H') ? "HH:mm" : "h:mm tt", _culture).Format(local.TimeOfDay);
        return Tidy($"{_date.Format(local.Date)}, {time} {zone.GetZoneInterval(at).Name}");
    }

    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        _ => currency,
    };

    private static int Places(decimal scaled) => scaled switch { < 9.995m => 2, < 99.95m => 1, _ => 0 };

    private static string WithoutWeekday(string pattern)
    {
        var at = pattern.IndexOf("dddd", StringComparison.Ordinal);
        if (at < 0) return pattern;
        var rest = pattern.Remove(at, 4);
        return rest.Trim(' ', ',', '\u060C', '\u3001');
    }

    private LocalDatePattern Dates(string pattern)
    {
        try
        {
            return LocalDatePattern.Create(pattern, _culture);
        }
        catch (InvalidPatternException)
        {
            return LocalDatePattern.Create("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
        }
    }

    private string WithSymbol(string number)
    {
        var apart = _symbol.Length > 1 ? Blank : "";
        return _numbers.CurrencyPositivePattern switch
        {
            0 => _symbol + apart + number,
            1 => number + apart + _symbol,
            2 => _symbol + Blank + number,
            _ => number + Blank + _symbol,
        };
    }

    /// <summary>A number never parts from its sign at the end of a line.</summary>
    private static string Joined(string number) => Tidy(number).Replace(' ', '\u00A0');

    private static string Tidy(string text) => text.Replace('\u202F', '\u00A0');
}
