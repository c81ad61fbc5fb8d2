using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Reads values of one row; what cannot be read is noted and counts as not stated.</summary>
internal readonly struct RowReader(string objectType, ObjectRow row, MappingNotes notes)
{
    /// <summary>Null where the property is not mapped or not set.</summary>
    public string? Text(string? property) => property is null || row.Properties[property] is not { } text || string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Values joined by semicolons, as properties with several choices have them: each once, in their order.</summary>
    public IReadOnlyList<string> Texts(string? property) => NotedValue.Parts(Text(property));

    public FactDate? Date(string? property)
    {
        if (property is null || row.Properties[property] is not { } text) return null;
        if (HubSpotValues.TryDate(text, out var value)) return value;
        notes.LeftEmpty(objectType, row.Id, property, text);
        return null;
    }

    public Instant? At(string? property) => Date(property)?.InstantIn(DateTimeZone.Utc);

    /// <summary>False where the amount is a number too large to keep: then the record is left out, and noted.</summary>
    public bool TryMoney(string? property, out decimal? value) => new NotedValue(objectType, row.Id, property, property is null ? null : row.Properties[property], notes).TryMoney(out value);

    /// <summary>The CRM's stamp of the last change.</summary>
    public Instant Modified() =>
        At(HubSpotApi.LastModified)
        ?? (row.UpdatedAt is { } updated && HubSpotValues.TryInstant(updated, out var at) ? at : NodaConstants.UnixEpoch);
}
