using System.Text.Json;

namespace KpiDigest.Commands.Init;

/// <summary>Answers from a JSON file: <c>{ "crm-token": "env:HUBSPOT_TOKEN", "weekly": [ "Ada &lt;ada@example.com&gt;; company" ] }</c>.</summary>
internal static class AnswerFile
{
    /// <exception cref="UsageException">There is no such file, it is no JSON object, or it answers what nobody asked.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new UsageException($"{path}: expected one JSON object, with the options' names as keys.");
            return document.RootElement.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => Known(path, p.Name), p => Texts(path, p), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private static string Known(string path, string key) => Questions.All.Any(q => q.Key == key)
        ? key
        : throw new UsageException($"{path}: nothing is asked by the name of '{key}'. Known: {string.Join(", ", Questions.All.Select(q => q.Key))}.");

    private static IReadOnlyList<string> Texts(string path, JsonProperty answer) => answer.Value.ValueKind == JsonValueKind.Array
        ? Questions.All.Single(q => q.Key == answer.Name).Many ? [.. answer.Value.EnumerateArray().Select(v => Text(path, answer.Name, v))] : throw new UsageException($"{path}: '{answer.Name}' takes one text.")
        : [Text(path, answer.Name, answer.Value)];

    private static string Text(string path, string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new UsageException($"{path}: '{key}' takes a text."),
    };
}
