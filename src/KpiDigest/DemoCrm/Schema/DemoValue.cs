using System.Globalization;
using NodaTime;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>A property's value, typed for comparing; served as a string or null.</summary>
internal readonly record struct DemoValue
{
    /// <summary>Money and other decimals are kept in units of 1/10,000.</summary>
    public const long Scale = 10_000;

    private DemoValue(DemoValueKind kind, long number, string? text) => (Kind, Number, Text) = (kind, number, text);

    public DemoValueKind Kind { get; }

    /// <summary>The integer, the units of 1/10,000, the milliseconds since 1970, or 0/1.</summary>
    public long Number { get; }

    public string? Text { get; }

    public bool IsNull => Kind == DemoValueKind.Null;

    public static DemoValue Of(string? text) => text is null ? default : new DemoValue(DemoValueKind.Text, 0, text);

    public static DemoValue Of(bool flag) => new(DemoValueKind.Flag, flag ? 1 : 0, null);

    public static DemoValue Of(Instant? at) => at is { } i ? new DemoValue(DemoValueKind.Moment, i.ToUnixTimeMilliseconds(), null) : default;

    public static DemoValue Of(decimal? amount) => amount is { } a
        ? new DemoValue(DemoValueKind.Amount, (long)decimal.Round(a * Scale, 0, MidpointRounding.ToEven), null)
        : default;

    public static DemoValue Of(int? number) => number is { } n ? new DemoValue(DemoValueKind.Whole, n, null) : default;

    /// <summary>An id; 0 is none.</summary>
    public static DemoValue OfId(long id) => id == 0 ? default : new DemoValue(DemoValueKind.Whole, id, null);

    /// <summary>A whole number, 0 included.</summary>
    public static DemoValue OfNumber(long number) => new(DemoValueKind.Whole, number, null);

    /// <summary>Number for comparing: whole numbers and amounts on the scale of amounts.</summary>
    public decimal AsDecimal() => Kind == DemoValueKind.Amount ? Number / (decimal)Scale : Number;

    /// <summary>As served; null for null.</summary>
    public override string? ToString()
    {
        if (Kind == DemoValueKind.Text) return Text;
        Span<char> chars = stackalloc char[40];
        return IsNull ? null : new string(chars[..Format(chars)]);
    }

    /// <summary>Writes every kind but text and null; returns the length.</summary>
    public int Format(Span<char> target)
    {
        int written;
        switch (Kind)
        {
            case DemoValueKind.Flag:
                (Number != 0 ? "true" : "false").CopyTo(target);
                return Number != 0 ? 4 : 5;
            case DemoValueKind.Whole:
                Number.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
                return written;
            case DemoValueKind.Amount:
                (Number / (decimal)Scale).TryFormat(target, out written, "0.####", CultureInfo.InvariantCulture);
                return written;
            default:
                return DemoInstants.Format(Number, target);
        }
    }
}
