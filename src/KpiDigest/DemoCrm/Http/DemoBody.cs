using System.Globalization;
using System.Text.Json;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Reads members of request bodies; what is missing or of the wrong kind is refused.</summary>
internal static class DemoBody
{
    /// <summary>Refuses a body that lacks any of these members.</summary>
    public static void Require(this JsonElement body, params string[] members)
    {
        var missing = members.Where(m => !body.TryGetProperty(m, out _)).ToArray();
        if (missing.Length > 0)
            throw DemoRefusal.Invalid($"Some required fields were not set: [{string.Join(", ", missing)}]", [.. missing.Select(m => $"Some required fields were not set: [{m}]")]);
    }

    /// <summary>An array's elements; an absent one is empty.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement body, string member)
    {
        if (!body.TryGetProperty(member, out var array) || array.ValueKind == JsonValueKind.Null) return [];
        return array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw DemoRefusal.Invalid($"{member} must be an array.");
    }

    /// <summary>An array of strings.</summary>
    public static string[] Strings(this JsonElement body, string member) => [.. body.Items(member).Select(i => Scalar(i, member))];

    /// <summary>A string, or a number's text; null where absent.</summary>
    public static string? Text(this JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? Scalar(value, member) : null;

    /// <summary>A whole number that may come as a string.</summary>
    public static int Whole(this JsonElement body, string member, int normal)
    {
        var text = body.Text(member);
        if (string.IsNullOrEmpty(text)) return normal;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw DemoRefusal.Invalid($"{member} must be a whole number, not '{text}'.");
    }

    private static string Scalar(JsonElement value, string member) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw DemoRefusal.Invalid($"{member} holds a value that is neither text nor number."),
    };
}
