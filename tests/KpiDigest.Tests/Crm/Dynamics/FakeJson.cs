using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>Pages as Dataverse writes them.</summary>
internal static class FakeJson
{
    public static byte[] Page(FakeTable table, string[] select, IEnumerable<FakeRow> rows, (string Name, string? Url) link, bool labels)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"https://acme.crm4.dynamics.com/api/data/v9.2/$metadata#{table.Set}");
            if (link.Url is not null) json.WriteString(link.Name, link.Url);
            json.WriteStartArray("value");
            foreach (var row in rows) Row(json, table, select, row, labels);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Row(Utf8JsonWriter json, FakeTable table, string[] select, FakeRow row, bool labels)
    {
        json.WriteStartObject();
        if (row.Values.Count == 0)
        {
            json.WriteString("@odata.context", $"https://acme.crm4.dynamics.com/api/data/v9.2/$metadata#{table.Set}/$deletedEntity");
            json.WriteString("id", row.Id);
            json.WriteString("reason", "deleted");
        }
        else
        {
            json.WriteString("@odata.etag", FormattableString.Invariant($"W/\"{row.Version}\""));
            foreach (var asked in select) Value(json, asked, row[table.Find(asked, out _)!], labels);
            if (row["teammembership_association"] is string[] members && table.Name == "team") Members(json, members);
        }

        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, string[] members)
    {
        json.WriteStartArray("teammembership_association");
        foreach (var member in members)
        {
            json.WriteStartObject();
            json.WriteString("@odata.etag", "W/\"1\"");
            json.WriteString("systemuserid", member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string asked, object? value, bool labels)
    {
        switch (value)
        {
            case null:
                json.WriteNull(asked);
                break;
            case FakeLookup lookup:
                if (labels) json.WriteString($"{asked}@OData.Community.Display.V1.FormattedValue", lookup.Label);
                if (labels) json.WriteString($"{asked}@Microsoft.Dynamics.CRM.lookuplogicalname", lookup.Table);
                json.WriteString(asked, lookup.Id);
                break;
            case FakeChoice choice:
                if (labels) json.WriteString($"{asked}@OData.Community.Display.V1.FormattedValue", choice.Label);
                json.WriteNumber(asked, choice.Value);
                break;
            case bool flag:
                if (labels) json.WriteString($"{asked}@OData.Community.Display.V1.FormattedValue", flag ? "Yes" : "No");
                json.WriteBoolean(asked, flag);
                break;
            case decimal money:
                if (labels) json.WriteString($"{asked}@OData.Community.Display.V1.FormattedValue", money.ToString("C2", CultureInfo.GetCultureInfo("en-US")));
                json.WritePropertyName(asked);
                json.WriteRawValue(money.ToString("0.0###", CultureInfo.InvariantCulture));
                break;
            case int or long:
                json.WriteNumber(asked, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Instant at:
                if (labels) json.WriteString($"{asked}@OData.Community.Display.V1.FormattedValue", at.ToDateTimeUtc().ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture));
                json.WriteString(asked, at.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                break;
            case LocalDate day:
                json.WriteString(asked, day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteString(asked, value.ToString());
                break;
        }
    }
}
