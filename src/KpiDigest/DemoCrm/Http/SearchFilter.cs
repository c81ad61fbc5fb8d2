using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.DemoCrm.Http;

/// <summary>One filter of a search.</summary>
internal sealed class SearchFilter
{
    private readonly DemoProperty _property;
    private readonly Func<DemoValue, bool> _matches;

    private SearchFilter(DemoProperty property, Func<DemoValue, bool> matches) => (_property, _matches) = (property, matches);

    /// <exception cref="DemoRefusal">Unknown property or operator, a value missing or of the wrong kind.</exception>
    public static SearchFilter Read(JsonElement filter, DemoObjectType type)
    {
        if (filter.ValueKind != JsonValueKind.Object) throw DemoRefusal.Invalid("A filter must be an object.");
        var name = filter.Text("propertyName") ?? throw DemoRefusal.Invalid("A filter needs a propertyName.");
        var property = type.Find(name) ?? throw DemoRefusal.Invalid($"Cannot filter by '{name}': no such property.");
        return new SearchFilter(property, Operator(filter, property));
    }

    public bool Matches(DemoRecord record) => _matches(_property.Read(record));

    /// <summary>Null first, then numbers and instants by size, texts without case.</summary>
    public static int Compare(DemoValue a, DemoValue b)
    {
        if (a.IsNull || b.IsNull) return b.IsNull.CompareTo(a.IsNull);
        return a.Kind == DemoValueKind.Text || b.Kind == DemoValueKind.Text
            ? string.Compare(a.ToString(), b.ToString(), StringComparison.OrdinalIgnoreCase)
            : a.AsDecimal().CompareTo(b.AsDecimal());
    }

    private static Func<DemoValue, bool> Operator(JsonElement filter, DemoProperty property)
    {
        DemoValue Value(string member) => Parse(filter.Text(member) ?? throw DemoRefusal.Invalid($"The filter on '{property.Name}' needs a {member}."), property);
        switch (filter.Text("operator"))
        {
            case "EQ":
                return Comparing(Value("value"), c => c == 0);
            case "NEQ":
                var unwanted = Value("value");
                return v => v.IsNull || Compare(v, unwanted) != 0;
            case "LT":
                return Comparing(Value("value"), c => c < 0);
            case "LTE":
                return Comparing(Value("value"), c => c <= 0);
            case "GT":
                return Comparing(Value("value"), c => c > 0);
            case "GTE":
                return Comparing(Value("value"), c => c >= 0);
            case "BETWEEN":
                var (low, high) = (Value("value"), Value("highValue"));
                return v => !v.IsNull && Compare(v, low) >= 0 && Compare(v, high) <= 0;
            case "IN":
                return In(filter, property);
            case "NOT_IN":
                var isIn = In(filter, property);
                return v => !isIn(v);
            case "HAS_PROPERTY":
                return v => !v.IsNull;
            case "NOT_HAS_PROPERTY":
                return v => v.IsNull;
            case "CONTAINS_TOKEN":
                return HasToken(filter, property);
            case "NOT_CONTAINS_TOKEN":
                var hasToken = HasToken(filter, property);
                return v => !hasToken(v);
            default:
                throw DemoRefusal.Invalid($"'{filter.Text("operator")}' is not an operator.");
        }
    }

    private static Func<DemoValue, bool> Comparing(DemoValue with, Func<int, bool> holds) => v => !v.IsNull && holds(Compare(v, with));

    /// <summary>IN on texts compares the given values with the lower-cased stored ones, so that upper case never matches.</summary>
    private static Func<DemoValue, bool> In(JsonElement filter, DemoProperty property)
    {
        filter.Require("values");
        var values = filter.Strings("values");
        if (values.Length == 0) throw DemoRefusal.Invalid($"The filter on '{property.Name}' needs values.");
        if (property.Type == "string") return v => !v.IsNull && values.Contains(v.Text!.ToLowerInvariant(), StringComparer.Ordinal);
        var parsed = Array.ConvertAll(values, t => Parse(t, property));
        return v => !v.IsNull && Array.Exists(parsed, p => Compare(v, p) == 0);
    }

    private static Func<DemoValue, bool> HasToken(JsonElement filter, DemoProperty property)
    {
        var token = filter.Text("value")?.Trim('*') ?? throw DemoRefusal.Invalid($"The filter on '{property.Name}' needs a value.");
        return v => v.ToString()?.Contains(token, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static DemoValue Parse(string text, DemoProperty property)
    {
        if (property.Type == "datetime") return DemoValue.Of(ParseInstant(text) ?? throw Wrong(text, property));
        if (property.Type == "bool") return DemoValue.Of(text == "true");
        if (property.Type != "number") return DemoValue.Of(text);
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number == decimal.Truncate(number) && decimal.Abs(number) < long.MaxValue ? DemoValue.OfNumber((long)number) : DemoValue.Of(number)
            : throw Wrong(text, property);
    }

    private static Instant? ParseInstant(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms)) return Instant.FromUnixTimeMilliseconds(ms);
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant) return instant.Value;
        return LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value.AtMidnight().InUtc().ToInstant() : null;
    }

    private static DemoRefusal Wrong(string text, DemoProperty property) => DemoRefusal.Invalid($"'{text}' is not a {property.Type}, which '{property.Name}' is.");
}
