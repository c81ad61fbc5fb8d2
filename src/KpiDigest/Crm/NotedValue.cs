using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm;

/// <summary>A value of a record as the CRM writes it; null: not set. What cannot be read is noted and counts as not stated.</summary>
internal readonly record struct NotedValue(string ObjectType, string Id, string? Field, string? Text, MappingNotes Notes)
{
    /// <summary>Reads a CRM's own way of writing instants.</summary>
    public delegate bool InstantReading(string text, out Instant value);

    /// <summary>Values joined by semicolons: each once, in their order.</summary>
    public static IReadOnlyList<string> Parts(string? text) =>
        text is null ? [] : [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>A plain date such as <c>2026-11-19</c>, or an instant.</summary>
    public static bool TryDate(string text, InstantReading instants, out FactDate value)
    {
        value = default;
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            value = FactDate.OfDate(LocalDate.FromDateOnly(day));
            return true;
        }

        if (!instants(text, out var instant)) return false;
        value = FactDate.OfInstant(instant);
        return true;
    }

    /// <summary>False where it is a number too large to keep: then the record is left out, and noted.</summary>
    public bool TryMoney(out decimal? value)
    {
        value = null;
        if (Text is null) return true;
        switch (CrmMoney.Read(Text, out var money))
        {
            case NumberReading.Good:
                value = money;
                return true;
            case NumberReading.TooLarge:
                Notes.Refused(ObjectType, Id, Field!, Text, "are beyond 922,337,203,685,477.58");
                return false;
            default:
                Notes.LeftEmpty(ObjectType, Id, Field!, Text);
                return true;
        }
    }

    /// <summary>A number; null where it is none.</summary>
    public decimal? Number()
    {
        if (Text is null) return null;
        if (decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        Notes.LeftEmpty(ObjectType, Id, Field!, Text);
        return null;
    }

    /// <summary>A plain date or an instant; null where it is none.</summary>
    public FactDate? Date(InstantReading instants)
    {
        if (Text is null) return null;
        if (TryDate(Text, instants, out var value)) return value;
        Notes.LeftEmpty(ObjectType, Id, Field!, Text);
        return null;
    }
}
