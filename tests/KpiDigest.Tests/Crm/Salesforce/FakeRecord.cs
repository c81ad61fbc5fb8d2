using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>A record of <see cref="FakeSalesforce"/>: plain values by field name.</summary>
internal sealed class FakeRecord(string id, Instant created)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal) { ["Id"] = id, ["CreatedDate"] = created, ["SystemModstamp"] = created, ["IsDeleted"] = false };

    public string Id => id;

    public object? this[string field]
    {
        get => _values.GetValueOrDefault(field);
        set => _values[field] = value;
    }

    public Instant Stamp => (Instant)_values["SystemModstamp"]!;

    public bool Is(string field) => this[field] is true;

    public string? Text(string field) => this[field]?.ToString();

    /// <summary>A change; at no time: unseen by <c>SystemModstamp</c>.</summary>
    public FakeRecord Set(string field, object? value, Instant? at = null)
    {
        _values[field] = value;
        if (at is { } stamp) _values["SystemModstamp"] = stamp;
        return this;
    }

    public void Write(Utf8JsonWriter json, string objectType, IReadOnlyList<string> fields)
    {
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        json.WriteString("type", objectType);
        json.WriteString("url", $"/services/data/v68.0/sobjects/{objectType}/{id}");
        json.WriteEndObject();
        foreach (var field in fields)
        {
            if (field.Split('.') is [var parent, var name]) WriteParent(json, parent, name, _values.GetValueOrDefault(field));
            else WriteValue(json, field, _values.GetValueOrDefault(field));
        }

        json.WriteEndObject();
    }

    private static void WriteParent(Utf8JsonWriter json, string parent, string name, object? value)
    {
        if (value is null)
        {
            json.WriteNull(parent);
            return;
        }

        json.WriteStartObject(parent);
        json.WriteStartObject("attributes");
        json.WriteString("type", parent);
        json.WriteEndObject();
        WriteValue(json, name, value);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string field, object? value)
    {
        json.WritePropertyName(field);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case decimal or int or long:
                json.WriteRawValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.0###", CultureInfo.InvariantCulture));
                break;
            case Instant at:
                json.WriteStringValue(at.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture));
                break;
            case LocalDate day:
                json.WriteStringValue(day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
