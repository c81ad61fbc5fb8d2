using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Supplements;

/// <summary>A row by column name. What cannot be read is a fault, and the row gives no fact.</summary>
internal sealed class SheetRow(CsvSheet sheet, int number, string[] values)
{
    private const int LongestText = 300;
    private const int LongestWords = 4000;
    private const decimal Largest = 1e14m;

    /// <summary>As a spreadsheet shows it.</summary>
    public int Number { get; } = number;

    /// <summary>Whether anything in it cannot be read.</summary>
    public bool HasFault { get; private set; }

    /// <summary>A line of text; null where blank.</summary>
    public string? Text(string column) => Checked(column, LongestText, char.IsControl, "holds a line break or a control character");

    /// <summary>Text of one or more lines; null where blank.</summary>
    public string? Words(string column) => Checked(column, LongestWords, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'), "holds a control character");

    /// <summary>What must be there; the row gives no fact where it is not.</summary>
    public T Must<T>(string column, T? value)
        where T : class
    {
        if (value is null && Raw(column) is null) Fault(column, "is blank");
        return value!;
    }

    /// <summary>What must be there; the row gives no fact where it is not.</summary>
    public T Must<T>(string column, T? value)
        where T : struct
    {
        if (value is null && Raw(column) is null) Fault(column, "is blank");
        return value ?? default;
    }

    /// <summary>A date written as 2017-12-31.</summary>
    public LocalDate? Date(string column)
    {
        if (Raw(column) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value.Year: >= 1950 and < 2200 } date) return date.Value;
        Fault(column, "is no date: write it as 2017-12-31");
        return null;
    }

    /// <summary>The days from <c>first_day</c> to <c>last_day</c>, both of which belong, as a half-open interval.</summary>
    public (LocalDate Start, LocalDate End) Days()
    {
        var first = Must("first_day", Date("first_day"));
        var last = Must("last_day", Date("last_day"));
        if (!HasFault && last < first) Fault("last_day", "is before first_day");
        return (first, HasFault ? last : last.PlusDays(1));
    }

    /// <summary>A number with a point and without separators of thousands.</summary>
    public decimal? Plain(string column) => Raw(column) is { } text ? Parse(column, text) : null;

    /// <summary>As a number, or a percentage: 65% is 0.65.</summary>
    public decimal? Share(string column)
    {
        if (Raw(column) is not { } text) return null;
        return text.EndsWith('%') ? Parse(column, text[..^1].TrimEnd()) / 100 : Parse(column, text);
    }

    /// <summary>Money: also refuses 1.234, which may be meant as 1234.</summary>
    public decimal? Money(string column)
    {
        if (Raw(column) is not { } text) return null;
        if (Parse(column, text) is not { } amount) return null;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0 || text.Length - point != 4) return amount;
        Fault(column, "could be read in two ways: write 1234 as 1234 and 1.234 as 1.2340");
        return null;
    }

    /// <summary>A whole number, 0 or more.</summary>
    public int? Count(string column)
    {
        if (Plain(column) is not { } number) return null;
        if (number >= 0 && number <= int.MaxValue && number == decimal.Truncate(number)) return (int)number;
        Fault(column, "is no whole number of 0 or more");
        return null;
    }

    /// <summary>Yes or no; blank is no.</summary>
    public bool Flag(string column) => Choice(column, ("yes", true), ("no", false), ("true", true), ("false", false)) ?? false;

    /// <summary>One of a few words; null where blank.</summary>
    public T? Choice<T>(string column, params (string Word, T Value)[] choices)
        where T : struct
    {
        if (Raw(column) is not { } text) return null;
        foreach (var (word, value) in choices)
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        Fault(column, $"expected {string.Join(", ", choices.Select(c => c.Word))}");
        return null;
    }

    /// <summary>An ISO 4217 code.</summary>
    public string? Currency(string column)
    {
        if (Raw(column) is not { } text) return null;
        if (text.Length == 3 && text.All(char.IsAsciiLetter)) return text.ToUpperInvariant();
        Fault(column, "is no currency: write its code such as EUR");
        return null;
    }

    /// <summary>The id of a KPI.</summary>
    public string? Kpi(string column)
    {
        if (Raw(column) is not { } text || KpiCatalogue.Find(text) is not null) return Raw(column);
        var near = NearestName.Of(text, KpiCatalogue.All.Select(k => k.Id));
        Fault(column, near is null ? "is no KPI; 'kpidigest kpi' lists them" : $"is no KPI; did you mean '{near}'?");
        return null;
    }

    /// <summary>The subject of a quota.</summary>
    public Scope? Subject(string column) => Found(column, sheet.Names.Subject);

    /// <summary>A rep's id.</summary>
    public string? Rep(string column) => Found(column, sheet.Names.Rep);

    /// <summary>The ids of reps, separated by semicolons. Names that nobody has are left out, and named.</summary>
    public IReadOnlyList<string> Reps(string column)
    {
        var names = (Raw(column) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) Fault(column, "is blank");
        var found = new List<string>();
        foreach (var name in names)
        {
            if (sheet.Names.Rep(name, out var fault) is { } id) found.Add(id);
            else sheet.Fault(Number, column, name, fault);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A team's id; null where blank.</summary>
    public string? Team(string column) => Found(column, sheet.Names.Team);

    /// <summary>A pipeline stage's id; null where blank.</summary>
    public string? Stage(string column) => Found(column, sheet.Names.Stage);

    /// <summary>An account's id.</summary>
    public string? Account(string column) => Found(column, sheet.Names.Account);

    /// <summary>Writes a fault of this row down.</summary>
    public void Fault(string column, string reason)
    {
        HasFault = true;
        sheet.Fault(Number, column, Raw(column) ?? "", reason);
    }

    private string? Raw(string column) => sheet.IndexOf(column) is { } index && values[index].Trim() is { Length: > 0 } text ? text : null;

    private string? Checked(string column, int longest, Predicate<char> isForbidden, string forbidden)
    {
        if (Raw(column) is not { } text) return null;
        if (text.Length > longest) Fault(column, $"is longer than {longest} characters");
        else if (text.Any(c => isForbidden(c))) Fault(column, forbidden);
        else return text;
        return null;
    }

    private T? Found<T>(string column, Finder<T> find)
        where T : class
    {
        if (Text(column) is not { } text) return null;
        if (find(text, out var fault) is { } found) return found;
        Fault(column, fault);
        return null;
    }

    private decimal? Parse(string column, string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Contains(',', StringComparison.Ordinal)) Fault(column, "holds a comma: write a point before decimals and no separators of thousands, 1234.56");
        else if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)) Fault(column, "is no number: write it as 1234.56");
        else if (decimal.Abs(number) >= Largest) Fault(column, "is too large");
        else return number;
        return null;
    }
}
