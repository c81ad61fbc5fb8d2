using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>What <see cref="FakePipedrive"/> takes: parameters by path, and what a request costs of the day's tokens.</summary>
internal static partial class FakeRules
{
    private const string Paging = "limit cursor";
    private const string Changed = "limit cursor ids owner_id updated_since updated_until sort_by sort_direction filter_id include_fields custom_fields";

    private static readonly Dictionary<string, (string Parameters, int Price)> Paths = new()
    {
        ["/api/v1/users/me"] = ("", 2),
        ["/api/v1/users"] = ("", 20),
        ["/api/v1/legacyTeams"] = ("order_by skip_users", 20),
        ["/api/v1/activityTypes"] = ("", 20),
        ["/api/v1/currencies"] = ("term", 20),
        ["/api/v1/goals/find"] = ("type.name title is_active assignee.id assignee.type expected_outcome.target period.start period.end", 20),
        ["/api/v1/leads"] = ("start limit sort owner_id person_id organization_id filter_id updated_since", 20),
        ["/api/v1/leads/archived"] = ("start limit sort owner_id person_id organization_id filter_id updated_since", 40),
        ["/api/v2/pipelines"] = (Paging + " sort_by sort_direction", 5),
        ["/api/v2/stages"] = (Paging + " pipeline_id sort_by sort_direction", 5),
        ["/api/v2/dealFields"] = (Paging + " include_fields", 10),
        ["/api/v2/organizationFields"] = (Paging + " include_fields", 10),
        ["/api/v2/deals"] = (Changed + " person_id org_id pipeline_id stage_id status", 10),
        ["/api/v2/deals/archived"] = (Changed + " person_id org_id pipeline_id stage_id status", 20),
        ["/api/v2/organizations"] = (Changed, 10),
        ["/api/v2/activities"] = (Changed + " deal_id lead_id person_id org_id done", 10),
    };

    public static int Price(string path) => Paths.TryGetValue(path, out var known) ? known.Price : 20;

    /// <summary>Why a request is refused; null: it is not.</summary>
    public static string? Fault(string path, NameValueCollection query)
    {
        var allowed = Paths.TryGetValue(path, out var known) ? known.Parameters : path.EndsWith("/changelog", StringComparison.Ordinal) ? Paging : null;
        if (allowed is null) return null;
        if (query.AllKeys.FirstOrDefault(k => !allowed.Split(' ').Contains(k)) is { } unknown) return $"Unknown parameter {unknown}";
        if (query["limit"] is { } limit && int.Parse(limit, CultureInfo.InvariantCulture) is < 1 or > 500) return "limit must be less than or equal to 500";
        if (new[] { "updated_since", "updated_until" }.Any(t => query[t] is { } time && !WholeSeconds().IsMatch(time))) return "time must be RFC 3339 without milliseconds";
        if (query["ids"] is { } ids && ids.Split(',').Length > 100) return "too many ids";
        if (query["custom_fields"] is { } fields && fields.Split(',').Length > 15) return "too many custom_fields";
        if (query["status"] is { } status && status.Split(',').Except(["open", "won", "lost", "deleted"]).Any()) return "status is unknown";
        if (query["sort_by"] is { } sort && sort is not ("id" or "update_time" or "add_time" or "order_nr")) return "sort_by is unknown";
        return path == "/api/v1/goals/find" && query["type.name"] is { } type && type is not ("deals_won" or "deals_progressed" or "deals_started" or "activities_completed" or "activities_added")
            ? "type.name is unknown"
            : null;
    }

    public static string Cursor(FakeItem last) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.Stamp.ToUnixTimeSeconds()}/{last.Number}")));

    /// <summary>Null: no place that was ever given.</summary>
    public static (Instant Stamp, long Number)? Place(string cursor)
    {
        var bytes = new byte[100];
        if (!Convert.TryFromBase64String(cursor, bytes, out var count) || Encoding.ASCII.GetString(bytes, 0, count).Split('/') is not [var stamp, var number]) return null;
        return (Instant.FromUnixTimeSeconds(long.Parse(stamp, CultureInfo.InvariantCulture)), long.Parse(number, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
    private static partial Regex WholeSeconds();
}
