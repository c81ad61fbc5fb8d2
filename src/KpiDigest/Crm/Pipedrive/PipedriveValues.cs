using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Reads values of one record; what cannot be read is noted and counts as not stated.</summary>
internal readonly struct PipedriveValues(string objectType, PipedriveRow row, PipedriveMapping mapping)
{
    /// <summary>Options as people call them; null where the field is not mapped or not set.</summary>
    public string? Text(string? field)
    {
        if (field is null || row[field] is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        var (type, labels) = (objectType, mapping.Mapped);
        return labels.HasOptions(type, field) ? string.Join(';', Options(text).Select(o => labels.Label(type, field, o))) : text.Trim();
    }

    /// <summary>Several options, or a text whose parts are joined by semicolons: each once, in their order.</summary>
    public IReadOnlyList<string> Texts(string? field) => NotedValue.Parts(Text(field));

    public FactDate? Date(string? field) => Of(field).Date(TryInstant);

    public LocalDate? Day(string? field) => Date(field) is { } date ? date.In(mapping.Zone) : null;

    public Instant? At(string? field) => Date(field)?.InstantIn(mapping.Zone);

    /// <summary>False where the amount is a number too large to keep: then the record is left out, and noted.</summary>
    public bool TryMoney(string? field, out decimal? value) => Of(field).TryMoney(out value);

    /// <summary>A plain date, version 2's <c>2026-11-20T09:14:01Z</c> or version 1's <c>2026-11-20 09:14:01</c>, which is UTC.</summary>
    public static bool TryDate(string text, out FactDate value) => NotedValue.TryDate(text, TryInstant, out value);

    public static bool TryInstant(string text, out Instant value)
    {
        if (IsoInstant.TryRead(text, out value)) return true;
        return text.Length == 19 && text[10] == ' ' && IsoInstant.TryRead($"{text[..10]}T{text[11..]}Z", out value);
    }

    /// <summary>Ids of options: version 1 joins them by commas.</summary>
    private static string[] Options(string text) => text.Replace(',', ';').Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private NotedValue Of(string? field) => new(objectType, row.Id, field, field is null ? null : row[field], mapping.Notes);
}
