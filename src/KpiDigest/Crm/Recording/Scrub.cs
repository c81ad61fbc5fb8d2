using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KpiDigest.Crm.Recording;

/// <summary>
/// Makes the answers of a real CRM unrecognizable: what is not known to be harmless is replaced. The same value becomes the same word, so ids still
/// refer to each other; the key is made by chance and kept nowhere, so that no word can be found by trying names. Types and shapes stay.
/// </summary>
/// <param name="names">Names of properties that stay, beside the CRM's own.</param>
internal sealed partial class Scrub(IEnumerable<string> names)
{
    private const long FirstMilli = 946_684_800_000;
    private const long LastMilli = 4_102_444_800_000;

    private static readonly string[] Counts = ["total", "totalSize", "limit", "displayOrder", "numErrors", "utcOffsetMilliseconds", "typeId", "effectiveAt", "version", "start", "next_start", "order_nr", "deal_probability"];
    private static readonly string[] NameLists = ["properties", "propertiesWithHistory", "sorts", "associations", "propertyName", "$select", "LogicalName", "PrimaryIdAttribute", "EntitySetName"];

    // Parts of a query that this program writes itself: nothing but ids in them is the CRM's.
    private static readonly string[] Own = ["$filter", "$orderby", "$expand", "$top", "$count", "@p1", "sort", "sort_by", "sort_direction", "status", "include_fields", "type.name"];

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly HashSet<string> _names = new(names.Concat(KeptWords.Names), StringComparer.Ordinal);

    /// <summary>A value of any kind; <paramref name="name"/> is the member that holds it.</summary>
    public JsonNode? Node(JsonNode? node, string name) => node switch
    {
        // A former value is one of the property whose history holds it.
        JsonObject json => new JsonObject(json.Select(m => KeyValuePair.Create(Member(m.Key), Node(m.Value, HolderOf(json, m.Key, name))))),
        JsonArray list => new JsonArray([.. list.Select(i => Node(i, name))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Text(text, name)),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => JsonNode.Parse(Number(value.ToJsonString(), name)),
        _ => node?.DeepClone(),
    };

    private static string HolderOf(JsonObject json, string member, string name) => member switch
    {
        "value" when json.ContainsKey("timestamp") => name,
        "old_value" or "new_value" when json["field_key"] is JsonValue field => field.ToString(),
        _ => member,
    };

    /// <summary>Addresses keep their words; long numbers and ids in them are replaced as everywhere.</summary>
    public string Path(string path) => string.Join('/', path.Split('/').Select(s => Guids().IsMatch(s) ? WithoutGuids(s) : (s.Count(char.IsAsciiDigit) >= 5 || (s.Length > 0 && s.All(char.IsAsciiDigit)) || RecordId().IsMatch(s)) && !DatedVersion().IsMatch(s) ? Text(s, "id") : s));

    /// <summary>Values of a query; names of properties stay.</summary>
    public string Query(string query) => string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
    {
        var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], Uri.UnescapeDataString(pair[(at + 1)..].Replace('+', ' '))) : (pair, "");
        return $"{name}={Uri.EscapeDataString(Own.Contains(name) ? WithoutGuids(value) : name == "q" ? Quoted().Replace(value, m => RecordId().IsMatch(m.Groups[1].Value) ? $"'{Text(m.Groups[1].Value, "id")}'" : m.Value) : name == "limit" ? value : Text(value, name))}";
    }));

    /// <summary>A text; lists joined by semicolons or commas are taken apart.</summary>
    public string Text(string text, string name)
    {
        if (text.Length == 0 || IsHarmless(text, name)) return text;
        if (Guids().IsMatch(text) && Guid.TryParseExact(text, "D", out _)) return WithoutGuids(text);
        if (text.Contains("/api/data/", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var place)) return $"https://example.com{Path(place.AbsolutePath)}?{Query(place.Query)}";
        foreach (var separator in new[] { ';', ',' })
        {
            if (text.Contains(separator, StringComparison.Ordinal)) return string.Join(separator, text.Split(separator).Select(t => Text(t, name)));
        }

        if (RecordId().IsMatch(text)) return text[..3] + Convert.ToHexStringLower(Hash(text))[..(text.Length - 3)];
        if (text.StartsWith("/services/", StringComparison.Ordinal)) return Path(text);
        if (text.Contains("://", StringComparison.Ordinal)) return "https://example.com/";
        if (text.Contains('@', StringComparison.Ordinal)) return $"p{Word(text)}@example.com";
        return NumberText().IsMatch(text) ? Number(text, name) : "x" + Word(text);
    }

    private bool IsHarmless(string text, string name) =>
        KeptWords.Values.Contains(text) || Instant().IsMatch(text)
        || (text.StartsWith("crm.objects.", StringComparison.Ordinal) && name is "requiredGranularScopes")
        || ((name.Contains("currenc", StringComparison.OrdinalIgnoreCase) || name is "IsoCode" or "code") && CurrencyCode().IsMatch(text))
        || ((name.StartsWith("timeZone", StringComparison.OrdinalIgnoreCase) || name == "timezone_name") && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null)
        || (name == "$select" && KeptWords.Members.Contains(text))
        || ((name == "name" || NameLists.Contains(name)) && IsName(text));

    /// <summary>Ids keep their length, amounts their size and places; counts, shares, small numbers and times stay.</summary>
    private string Number(string text, string name)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return text;
        var isWhole = text.All(char.IsAsciiDigit);
        if (Counts.Contains(name) || (isWhole && value is >= FirstMilli and <= LastMilli)) return text;
        if (Amounts().IsMatch(name) || !isWhole) return Math.Abs(value) <= 1 ? text : Bucket(value, text);
        return text.Length >= 5 || IdNames().IsMatch(name) ? Digits(text) : text;
    }

    /// <summary>Moved by up to a fifth and cut to two digits.</summary>
    private string Bucket(decimal value, string text)
    {
        var moved = value * (0.8m + (Hash(text)[0] / 640m));
        var size = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)Math.Abs(moved))) - 1);
        var places = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? Math.Min(8, text.Length - at - 1) : 0;
        return (Math.Round(moved / size) * size).ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private string Digits(string text)
    {
        var hash = Hash(text);
        return string.Concat(text.Select((_, i) => (char)((i == 0 ? '1' : '0') + (hash[i % hash.Length] % (i == 0 ? 8 : 10)))));
    }

    /// <summary>Members of <c>properties</c> are names of properties: only known ones stay.</summary>
    private string Member(string name) => IsName(name) || KeptWords.Members.Contains(name) ? name : "x" + Word(name);

    /// <summary>Dynamics writes lookups as <c>_ownerid_value</c>, and beside a value <c>name@annotation</c>.</summary>
    private bool IsName(string name)
    {
        name = name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name.TrimStart('-');
        if (name.StartsWith('_') && name.EndsWith("_value", StringComparison.Ordinal)) name = name[1..^6];
        return _names.Contains(name) || name.StartsWith("hs_", StringComparison.Ordinal);
    }

    private string WithoutGuids(string text) => Guids().Replace(text, m => new Guid(Hash(m.Value).AsSpan(0, 16)).ToString("D"));

    private string Word(string text) => Convert.ToHexStringLower(Hash(text).AsSpan(0, 5));

    private byte[] Hash(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})| \d{2}:\d{2}:\d{2})?$|^\d{1,3}:\d{2}(:\d{2})?$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d{2}$")]
    private static partial Regex DatedVersion();

    // Of Salesforce: 15 characters, or 18 with check letters, with a digit among the first three.
    [GeneratedRegex("^(?=.{0,2}[0-9])(?:[0-9A-Za-z]{15}|[0-9A-Za-z]{18})$")]
    private static partial Regex RecordId();

    [GeneratedRegex(@"^-?\d+(\.\d+)?([eE][+-]?\d+)?$")]
    private static partial Regex NumberText();

    [GeneratedRegex("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")]
    private static partial Regex Guids();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("amount|value|price|revenue|quota|margin|target|_acv|_arr|_mrr|_tcv|duration|rate", RegexOptions.IgnoreCase)]
    private static partial Regex Amounts();

    [GeneratedRegex("id$|ids$|^after$|^users$", RegexOptions.IgnoreCase)]
    private static partial Regex IdNames();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
