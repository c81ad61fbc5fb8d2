using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Schema;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.DemoCrm.Http;

/// <summary>A request with its query read; what cannot be read is refused as HubSpot refuses it.</summary>
internal sealed class DemoCall(DemoRequest request, IQueryCollection query)
{
    public DemoRequest Request { get; } = request;

    /// <summary>The path's segments.</summary>
    public string[] Segments { get; } = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>Comma-separated or repeated.</summary>
    public string[] Names(string name) =>
        [.. query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw DemoRefusal.Invalid($"{name} must be true or false, not '{other}'."),
    };

    /// <summary>A page size.</summary>
    public int Limit(int normal, int max, string why)
    {
        var text = Text("limit");
        if (text is null) return normal;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0)
            throw DemoRefusal.Invalid($"limit must be a positive number, not '{text}'.");
        return limit <= max ? limit : throw DemoRefusal.Invalid($"limit must be at most {max}{why}, not {limit}.");
    }

    /// <summary>An object id or offset; 0 where absent.</summary>
    public long After()
    {
        var text = Text("after");
        if (text is null) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
            : throw DemoRefusal.Invalid($"after '{text}' is not a cursor of this list.");
    }

    /// <summary>The type of this name or type id.</summary>
    public static DemoObjectType Type(string name) => DemoObjectTypes.Find(name)
        ?? throw DemoRefusal.Invalid($"Unable to infer object type from: {name}");

    /// <summary>The body, an object.</summary>
    public JsonElement Body()
    {
        try
        {
            using var document = JsonDocument.Parse(Request.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw DemoRefusal.Invalid($"Invalid input JSON on line {e.LineNumber}, column {e.BytePositionInLine}.");
        }

        throw DemoRefusal.Invalid("Invalid input JSON: an object is expected.");
    }
}
