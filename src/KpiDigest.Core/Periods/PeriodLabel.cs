using System.Globalization;
using System.Text.RegularExpressions;

namespace KpiDigest.Core.Periods;

/// <summary>
/// A label in its parts: <c>2017-W50</c>, <c>2017-Q4</c>, and where a later calendar has that number again
/// <c>2017-Q4a</c>.
/// </summary>
internal sealed partial record PeriodLabel(PeriodKind Kind, int Year, int Number, string Mark)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    /// <summary>"week 53 of 2017".</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{(Kind == PeriodKind.Week ? "week" : "quarter")} {Number}{Mark} of {Year}");

    /// <summary>Reads a label in either case; null: it has not the form of one.</summary>
    public static PeriodLabel? Read(string text)
    {
        var match = Form().Match(text.Trim().ToUpperInvariant());
        if (!match.Success) return null;
        var year = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var number = int.Parse(match.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        var kind = match.Groups[2].ValueSpan is "W" ? PeriodKind.Week : PeriodKind.Quarter;
        return year is < FirstYear or > LastYear ? null : new PeriodLabel(kind, year, number, match.Groups[4].Value.ToLowerInvariant());
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == PeriodKind.Week
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}{Mark}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}{Mark}");

    [GeneratedRegex("^([0-9]{4})-([WQ])([0-9]{1,2})([A-Z]?)$")]
    private static partial Regex Form();
}
