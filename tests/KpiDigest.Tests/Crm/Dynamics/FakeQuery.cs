using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>The queries that this program may send, and no others: an allow-list, no parser.</summary>
internal static class FakeQuery
{
    private const string Select = @"\$select=(?<select>[a-z_0-9,]+)";
    private const string Time = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";
    private const string Guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static readonly Regex[] Known =
    [
        .. new[]
        {
            Select,
            $@"{Select}&\$orderby=(?<order>[a-z]+)",
            $@"{Select}&\$filter=modifiedon ge (?<from>{Time}) and modifiedon lt (?<to>{Time})&\$orderby=(?<order>modifiedon,[a-z]+)",
            $@"{Select}&\$filter=(?<of>(?<key>[a-z_]+) eq {Guid}( or \k<key> eq {Guid})*)&\$orderby=(?<order>[a-z]+)",
            $@"{Select}&\$filter=(?<people>teamtype eq 0 and isdefault eq false)&\$expand=(?<expand>teammembership_association)\(\$select=systemuserid\)&\$orderby=(?<order>[a-z]+)",
            $@"{Select}&\$top=(?<top>1)(?<count>&\$count=true)?(&\$filter=(?<unmerged>merged ne true))?",
            $@"{Select}&\$skiptoken=(?<place>[0-9]+)",
            $@"{Select}&\$deltatoken=(?<delta>[0-9]+)!(?<at>[0-9]+)",
        }.Select(p => new Regex($"^{p}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)),
    ];

    /// <summary>Null: no query of ours.</summary>
    public static Match? Find(string query) => Array.Find(Known, k => k.IsMatch(query))?.Match(query);

    public static string? Group(Match query, string name) => query.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;

    public static IEnumerable<FakeRow> Filter(FakeTable table, Match query)
    {
        IEnumerable<FakeRow> rows = table.Rows.Values;
        if (Group(query, "from") is { } from) rows = rows.Where(r => r.Modified >= At(from) && r.Modified < At(Group(query, "to")!));
        if (Group(query, "unmerged") is not null) rows = rows.Where(r => r["merged"] is not true);
        if (Group(query, "people") is not null) rows = rows.Where(r => r["teamtype"] is 0 && r["isdefault"] is not true);
        if (Group(query, "of") is { } of)
        {
            var (key, ids) = (table.Find(Group(query, "key")!, out _), of.Split(" or ").Select(c => c[^36..]).ToHashSet(StringComparer.Ordinal));
            rows = key == table.Id ? ids.Where(table.Rows.ContainsKey).Select(i => table.Rows[i]) : rows.Where(r => r[key!] is FakeLookup to && ids.Contains(to.Id));
        }

        return rows;
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
