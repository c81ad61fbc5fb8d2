using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Reads values of one row; what cannot be read is noted and counts as not stated.</summary>
internal readonly struct RowReader(string objectType, ObjectRow row, MappingNotes notes)
{
    /// <summary>Null where the property is not mapped or not set.</summary>
    public string? Text(string? property) => property is null || row.Properties[property] is not { } text || string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Values joined by semicolons, as properties with several choices have them: each once, in their order.</summary>
    public IReadOnlyList<string> Texts(string? property) =>
        Text(property) is { } text ? [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)] : [];

    public FactDate? Date(string? property)
    {
        if (property is null || row.Properties[property] is not { } text) return null;
        if (HubSpotValues.TryDate(text, out var value)) return value;
        notes.LeftEmpty(objectType, row.Id, property, text);
        return null;
    }

    public Instant? At(string? property) => Date(property)?.InstantIn(DateTimeZone.Utc);

    /// <summary>False where the amount is a number too large to keep: then the record is left out, and noted.</summary>
    public bool TryMoney(string? property, out decimal? value)
    {
        value = null;
        if (property is null || row.Properties[property] is not { } text) return true;
        switch (CrmMoney.Read(text, out var money))
        {
            case NumberReading.Good:
                value = money;
                return true;
            case NumberReading.TooLarge:
                notes.Refused(objectType, row.Id, property, text, "are beyond 922,337,203,685,477.58");
                return false;
            default:
                notes.LeftEmpty(objectType, row.Id, property, text);
                return true;
        }
    }

    /// <summary>The CRM's stamp of the last change.</summary>
    public Instant Modified() =>
        At(HubSpotApi.LastModified)
        ?? (row.UpdatedAt is { } updated && HubSpotValues.TryInstant(updated, out var at) ? at : NodaConstants.UnixEpoch);
}
