using System.Globalization;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Languages;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Core.Digests;

/// <summary>
/// Numbers, amounts and dates as the reader's culture writes them, units in the reader's language. The minus sign is U+2212. In a language
/// written from right to left each number and each foreign name stands in its own direction, between isolates (U+2066, U+2068, U+2069).
/// </summary>
public sealed class DigestFormat
{
    private const string Minus = "\u2212";
    private const string Blank = "\u00A0";
    private static readonly (string Key, decimal Unit, decimal Least)[] Scales =
    [
        ("number.e9", 1_000_000_000m, 999_500_000m),
        ("number.e8", 100_000_000m, 99_995_000m),
        ("number.e6", 1_000_000m, 999_500m),
        ("number.e4", 10_000m, 9_999.5m),
        ("number.e3", 1_000m, 9_999.5m),
    ];

    private readonly CultureInfo _culture;
    private readonly NumberFormatInfo _numbers;
    private readonly LanguageTexts _texts;
    private readonly string _symbol;
    private readonly LocalDatePattern _shortDate;
    private readonly LocalDatePattern _date;

    /// <param name="culture">A culture name (<c>de-DE</c>); empty: <c>en-US</c>.</param>
    /// <param name="currency">ISO 4217 code of all amounts.</param>
    /// <param name="texts">The reader's language.</param>
    /// <exception cref="CultureNotFoundException">The name is no culture.</exception>
    public DigestFormat(string culture, string currency, LanguageTexts texts)
    {
        _texts = texts;
        _culture = CultureInfo.GetCultureInfo(culture.Length == 0 ? "en-US" : culture);
        _numbers = (NumberFormatInfo)_culture.NumberFormat.Clone();
        _numbers.NegativeSign = Minus;
        _numbers.PercentNegativePattern = _numbers.PercentPositivePattern == 0 ? 0 : 1;
        // Cultures of right-to-left languages put marks of direction into their signs.
        _numbers.PercentSymbol = "%";
        if (_numbers.NumberDecimalSeparator == "\u066B") (_numbers.NumberDecimalSeparator, _numbers.NumberGroupSeparator, _numbers.PercentDecimalSeparator, _numbers.PercentGroupSeparator) = (".", ",", ".", ",");
        _symbol = Symbol(currency);
        var days = _culture.DateTimeFormat;
        _shortDate = Dates(days.MonthDayPattern.Replace("MMMM", "MMM", StringComparison.Ordinal));
        _date = Dates(WithoutWeekday(days.LongDatePattern).Replace("MMMM", "MMM", StringComparison.Ordinal));
    }

    /// <summary>An amount: whole units below 10,000, then shortened as the language does: €310K, €1.24M, €2.05B; 310 Tsd. €; ¥124万.</summary>
    public string Money(decimal amount) => Isolated(PlainMoney(amount));

    /// <summary>An amount with its sign: +€12K, −€12K, €0.</summary>
    public string SignedMoney(decimal amount) => Isolated(amount > 0 && PlainMoney(amount) != PlainMoney(0) ? "+" + PlainMoney(amount) : PlainMoney(amount));

    /// <summary>A ratio in percent, rounded to whole percent; below 10 % one digit more where it is not whole.</summary>
    public string Percent(decimal ratio) => Isolated(Joined(ratio.ToString(Math.Abs(ratio) < 0.0995m && ratio != 0 ? "P1" : "P0", _numbers)));

    /// <summary>A relative change with its sign, in whole percent: +8%, −14%.</summary>
    public string Change(decimal relative)
    {
        var text = Joined(relative.ToString("P0", _numbers));
        return Isolated(relative >= 0.005m ? "+" + text : text);
    }

    /// <summary>The change of a proportion in percentage points: +1.2 pts, −2.0 pts.</summary>
    public string Points(decimal change)
    {
        var points = Math.Round(change * 100m, 1, MidpointRounding.AwayFromZero);
        return _texts.Say("unit.points", ("number", Isolated((points > 0 ? "+" : "") + Plain(points, 1))));
    }

    /// <summary>A multiple: 2.8×.</summary>
    public string Multiple(decimal value) => Isolated(Plain(value, 1) + "×");

    /// <summary>A number of things.</summary>
    public string Count(decimal value) => Number(value, 0);

    /// <summary>A count with its sign.</summary>
    public string SignedCount(decimal value) => Isolated((value > 0 ? "+" : "") + Plain(value, 0));

    /// <summary>Days, without decimals where they are whole.</summary>
    public string Days(decimal days) =>
        LanguageTexts.Fill(_texts.Of("unit.days", days), new Dictionary<string, string> { ["count"] = Number(days, days == decimal.Truncate(days) ? 0 : 1) });

    /// <summary>A number with fixed decimals; zero never carries a sign.</summary>
    public string Number(decimal value, int decimals) => Isolated(Plain(value, decimals));

    private string Plain(decimal value, int decimals)
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
    public string Range(Period period) => _texts.Say("date.range", ("from", ShortDate(period.Start)), ("to", Date(period.End.PlusDays(-1))));

    /// <summary>"2017-Q4" as people say it: Q4 2017.</summary>
    public string Quarter(Period quarter) => QuarterOf(quarter.Label);

    /// <summary>"2017-W52" as people say it: Week 52.</summary>
    public string Week(Period week) => WeekOf(week.Label);

    /// <summary>A week or quarter by its label; another text as it is.</summary>
    public string PeriodOf(string label) => label.Contains("-W", StringComparison.Ordinal) ? WeekOf(label) : QuarterOf(label);

    /// <summary>A name from outside in its own direction, so that the sentence around it keeps its order.</summary>
    public string Foreign(string name) => name.Length > 0 && (_texts.IsRightToLeft || name.Any(IsRightToLeft)) ? "\u2068" + name + "\u2069" : name;

    /// <summary>An instant in the reader's zone with the zone's short name.</summary>
    public string Moment(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone);
        var time = LocalTimePattern.Create(_culture.DateTimeFormat.ShortTimePattern.Contains('H') ? "HH:mm" : "h:mm tt", _culture).Format(local.TimeOfDay);
        return _texts.Say("date.moment", ("date", Tidy(_date.Format(local.Date))), ("time", Tidy(time)), ("zone", Isolated(zone.GetZoneInterval(at).Name)));
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

    private string QuarterOf(string label) =>
        label.Split('-') is [var year, ['Q', .. var number]] ? _texts.Say("period.quarter", ("number", number), ("year", year)) : label;

    private string WeekOf(string label) =>
        label.Split('-') is [_, ['W', .. var number]] ? _texts.Say("period.week", ("number", number.TrimStart('0'))) : label;

    private string PlainMoney(decimal amount)
    {
        var size = Math.Abs(amount);
        var text = Short(size);
        return (amount < 0 && text.Any(c => c is >= '1' and <= '9') ? Minus : "") + WithSymbol(text);
    }

    // The largest unit of the language that the amount, as it will be rounded, reaches.
    private string Short(decimal size)
    {
        if (size < 9_999.5m) return Plain(size, 0);
        foreach (var (key, unit, least) in Scales)
            if (size >= least && _texts.Of(key).Length > 0)
                return _texts.Say(key, ("number", Plain(size / unit, unit == 1_000m ? 0 : Places(size / unit))));
        return Plain(size, 0);
    }

    private string Isolated(string number) => _texts.IsRightToLeft ? "\u2066" + number + "\u2069" : number;

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

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
