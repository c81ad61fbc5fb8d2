using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>A request for a page of a list of version 2.</summary>
/// <param name="Path">The list.</param>
internal sealed record PipedriveList(string Path)
{
    private static readonly InstantPattern WholeSeconds = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>Which deals: <c>open,won,lost,deleted</c>; empty: all that are not deleted.</summary>
    public string Status { get; init; } = "";

    /// <summary>Changed at or after it.</summary>
    public Instant? Since { get; init; }

    /// <summary>Changed before it.</summary>
    public Instant? Until { get; init; }

    /// <summary>Only these, up to <see cref="PipedriveApi.IdsInRequest"/>.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    public string SortBy { get; init; } = "";

    public bool NewestFirst { get; init; }

    /// <summary>The custom fields that are wanted; empty or too many to be named: all.</summary>
    public IReadOnlyList<string> CustomFields { get; init; } = [];

    public string IncludeFields { get; init; } = "";

    public string? Cursor { get; init; }

    public int Limit { get; init; } = PipedriveApi.PageRows;

    /// <summary>The address. A time with a fraction of a second would be refused.</summary>
    public string Address => Path + "?" + string.Join('&', Parts().Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("limit", Limit.ToString(CultureInfo.InvariantCulture)), ("status", Status), ("ids", string.Join(',', Ids)), ("updated_since", Text(Since)), ("updated_until", Text(Until)), ("sort_by", SortBy),
        ("sort_direction", SortBy.Length == 0 ? "" : NewestFirst ? "desc" : "asc"), ("custom_fields", CustomFields.Count <= PipedriveApi.MostCustomFields ? string.Join(',', CustomFields) : ""),
        ("include_fields", IncludeFields), ("cursor", Cursor ?? ""),
    ];

    private static string Text(Instant? at) => at is { } stated ? WholeSeconds.Format(stated) : "";
}
