using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>A record of <see cref="FakePipedrive"/>: its JSON as Pipedrive writes it, and the stamp that it goes by.</summary>
internal sealed class FakeItem(long number, Instant stamp)
{
    public long Number => number;

    public Instant Stamp { get; private set; } = stamp;

    public JsonObject Json { get; } = [];

    public JsonObject Custom => (Json["custom_fields"] ??= new JsonObject()).AsObject();

    public bool Is(string name) => Json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public string? Text(string name) => Json[name]?.ToString();

    /// <summary>A change; at no time: unseen by <c>update_time</c>.</summary>
    public FakeItem Set(string name, JsonNode? value, Instant? at = null)
    {
        Json[name] = value;
        if (at is { } moved) Stamp = moved;
        return this;
    }

    public bool IsBehind(Instant stamp, long id, string sortBy, bool newestFirst)
    {
        var order = sortBy == "update_time" ? (Stamp, number).CompareTo((stamp, id)) : number.CompareTo(id);
        return newestFirst ? order < 0 : order > 0;
    }

    /// <summary>As JSON; of the custom fields only those that are wanted, where some are named.</summary>
    public string Write(string[]? wanted, JsonSerializerOptions options)
    {
        if (!Json.ContainsKey("id")) Json["id"] = number;
        Json["update_time"] = FakeTime.V2(Stamp);
        if (wanted is null || Json["custom_fields"] is not JsonObject) return Json.ToJsonString(options);
        var copy = Json.DeepClone().AsObject();
        foreach (var name in copy["custom_fields"]!.AsObject().Select(f => f.Key).Except(wanted).ToList()) copy["custom_fields"]!.AsObject().Remove(name);
        return copy.ToJsonString(options);
    }
}

/// <summary>Times as the two versions write them.</summary>
internal static class FakeTime
{
    private static readonly NodaTime.Text.InstantPattern Version1 = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static string V1(Instant at) => Version1.Format(at);

    public static string V2(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);
}
