using System.Text.RegularExpressions;
using KpiDigest.Store;

namespace KpiDigest.Tests.CrossCheck;

/// <summary>Puts an engine's own words for dates in place of <c>{name(arguments)}</c>; innermost first.</summary>
internal static partial class CrossCheckDialect
{
    private const string Changes = "from deal_changes c where c.source = d.source and c.deal_id = d.id and c.field = ";

    public static string Sql(StoreProvider provider, string text)
    {
        while (Token().Match(text) is { Success: true } token)
            text = string.Concat(text.AsSpan(0, token.Index), Words(provider, token.Groups[1].Value, Arguments(token.Groups[2].Value)), text.AsSpan(token.Index + token.Length));
        return Dialect.Of(provider).Sql(text);
    }

    private static string Words(StoreProvider provider, string name, string[] of) => (name, provider) switch
    {
        ("day", StoreProvider.Sqlite) => $"date(({of[0]}) / 1000000, 'unixepoch')",
        ("day", _) => $"to_char(to_timestamp(({of[0]}) / 1000000) at time zone 'UTC', 'YYYY-MM-DD')",
        ("micros", StoreProvider.Sqlite) => $"(unixepoch({of[0]}) * 1000000)",
        ("micros", _) => $"cast(extract(epoch from cast({of[0]} as date)) * 1000000 as bigint)",
        ("days", StoreProvider.Sqlite) => $"cast(julianday({of[0]}) - julianday({of[1]}) as integer)",
        ("days", _) => $"(cast({of[0]} as date) - cast({of[1]} as date))",
        ("plus", StoreProvider.Sqlite) => $"date({of[0]}, '{of[1]} days')",
        ("plus", _) => $"to_char(cast({of[0]} as date) + ({of[1]}), 'YYYY-MM-DD')",
        ("value", _) => Value(of[0], of[1], of[2]),
        ("status", _) => Status(of[0]),
        _ => throw new ArgumentException($"no words for {name}", nameof(name)),
    };

    /// <summary>A field of the deal d by its history at an instant: the last entry by then, before the first entry the first one's, without any the present value.</summary>
    private static string Value(string field, string at, string present) =>
        $"(case when exists (select 1 {Changes}{field} and c.at <= {at}) then (select c.value {Changes}{field} and c.at <= {at} order by c.at desc limit 1) " +
        $"when exists (select 1 {Changes}{field}) then (select c.value {Changes}{field} order by c.at limit 1) else {present} end)";

    /// <summary>0 open, 1 won, 2 lost: the stage's by history, else by the CRM's close.</summary>
    private static string Status(string at) =>
        $"(case when exists (select 1 {Changes}0) then (select s.status from stages s where s.source = d.source and s.id = {Value("0", at, "d.stage_id")}) " +
        $"when d.status = 0 or coalesce(d.close_at, {{micros(d.close_on)}}, d.modified_at) > {at} then 0 else d.status end)";

    private static string[] Arguments(string text)
    {
        var (arguments, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')') depth--;
            if (text[i] != ',' || depth > 0) continue;
            arguments.Add(text[start..i].Trim());
            start = i + 1;
        }

        return [.. arguments, text[start..].Trim()];
    }

    [GeneratedRegex(@"\{(\w+)\(([^{}]*)\)\}")]
    private static partial Regex Token();
}
