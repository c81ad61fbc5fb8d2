using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Reads values of one record; what cannot be read is noted and counts as not stated.</summary>
internal readonly struct SalesforceValues(string objectType, SalesforceRow row, SalesforceMapping mapping)
{
    private const string Utc = "+0000";

    /// <summary>Null where the field is not mapped or not set.</summary>
    public string? Text(string? field) => field is null || row[field] is not { } text || string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The values of a multi-select list: each once, in their order.</summary>
    public IReadOnlyList<string> Texts(string? field) => NotedValue.Parts(Text(field));

    public bool Flag(string field) => row[field] == "true";

    /// <summary>A user; a queue is nobody.</summary>
    public string? User(string field) => row[field] is { } id && SalesforceId.IsOf(id, SalesforceId.UserPrefix) ? SalesforceId.Whole(id) : null;

    public FactDate? Date(string? field) => Of(field).Date(TryInstant);

    /// <summary>A plain date, whether or not it is written with a time.</summary>
    public LocalDate? Day(string? field) => Date(field) is { } date ? date.In(mapping.Zone) : null;

    /// <summary>An instant; a plain date begins at the organisation's midnight.</summary>
    public Instant? At(string? field) => Date(field)?.InstantIn(mapping.Zone);

    /// <summary>False where the amount is a number too large to keep: then the record is left out, and noted.</summary>
    public bool TryMoney(string? field, out decimal? value) => Of(field).TryMoney(out value);

    /// <summary>A number; null where it is none.</summary>
    public decimal? Number(string field) => Of(field).Number();

    /// <summary><c>2026-11-19</c>, <c>2026-11-19T21:40:03.000+0000</c> or the same with <c>Z</c>.</summary>
    public static bool TryDate(string text, out FactDate value) => NotedValue.TryDate(text, TryInstant, out value);

    /// <summary>Salesforce writes UTC as <c>+0000</c>, without a colon, which is no ISO 8601 offset beside a time with colons.</summary>
    public static bool TryInstant(string text, out Instant value)
    {
        if (!text.EndsWith(Utc, StringComparison.Ordinal)) return IsoInstant.TryRead(text, out value);
        value = default;
        if (text.Length > 40) return false;
        Span<char> plain = stackalloc char[40];
        text.AsSpan(0, text.Length - Utc.Length).CopyTo(plain);
        plain[text.Length - Utc.Length] = 'Z';
        return IsoInstant.TryRead(plain[..(text.Length - Utc.Length + 1)], out value);
    }

    private NotedValue Of(string? field) => new(objectType, row.Id, field, field is null ? null : row[field], mapping.Notes);
}
