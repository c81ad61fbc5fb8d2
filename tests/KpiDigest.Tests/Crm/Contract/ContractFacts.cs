using System.Globalization;
using Dapper;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>What a world means in facts, and what stands in a store: one line a fact, so that a difference reads itself.</summary>
internal static class ContractFacts
{
    public static IReadOnlyList<string> Expected(ContractWorld world, ContractCrm crm)
    {
        string? Of(FactKind kind, long key) => crm.Id(kind, key);
        List<string> lines = [];
        if (crm.Kinds.Contains(FactKind.Team)) lines.AddRange(world.Teams.Select(t => Line("team", Of(FactKind.Team, t.Key), t.Name)));
        lines.AddRange(world.People.Select(p => Line("rep", Of(FactKind.Rep, p.Key), p.Name, Of(FactKind.Team, p.Team), p.Active ? 1 : 0)));
        lines.AddRange(crm.FurtherPeople(world).Select(p => Line("rep", p.Id, p.Name, p.TeamId, p.Active ? 1 : 0)));
        lines.AddRange(world.Accounts.Select(a => Line("account", Of(FactKind.Account, a.Key), a.Name)));
        lines.AddRange(world.Living.Select(d => Line(
            "deal", Of(FactKind.Deal, d.Key), crm.Name(d), Of(FactKind.Account, d.Account), Of(FactKind.Rep, d.Owner), crm.StageId(d.Stage), (int)d.Status,
            d.Created.InUtc().Date, d.Close, d.Amount)));
        if (crm.Kinds.Contains(FactKind.Activity))
            lines.AddRange(world.Activities.Select(a => Line("activity", Of(FactKind.Activity, a.Key), a.IsCall ? 0 : 1, a.Start, Of(FactKind.Rep, a.Owner), Of(FactKind.Deal, a.Deal))));
        if (crm.Kinds.Contains(FactKind.Quota)) lines.AddRange(world.Quotas.Select(q => Line("quota", Of(FactKind.Rep, q.Person), q.Start, q.End, q.Amount)));
        lines.AddRange(world.Living.SelectMany(d => d.Changes.Where(c => crm.History.Contains(c.Field)).Select(c => Line("change", Of(FactKind.Deal, d.Key), (int)c.Field, c.At, Value(crm, c)))));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>The newest version of every fact that lives.</summary>
    public static async Task<IReadOnlyList<string>> StoredAsync(Database database, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        await AddAsync("team", "teams", "id, name");
        await AddAsync("rep", "reps", "id, name, team_id, active");
        await AddAsync("account", "accounts", "id, name");
        await AddAsync("deal", "deals", "id, name, account_id, owner_id, stage_id, status, created_at, created_on, close_at, close_on, coalesce(home_amount, amount) as amount");
        await AddAsync("activity", "activities", "id, kind, start_at, owner_id, deal_ids");
        await AddAsync("quota", "quotas", "subject_id, start_on, end_on, amount");
        await AddAsync("change", "deal_changes", "deal_id, field, at, value");
        return [.. lines.Order(StringComparer.Ordinal)];

        async Task AddAsync(string word, string table, string columns)
        {
            var key = table switch { "deal_changes" => "deal_id, field, at", "activities" => "id, kind", _ => "id" };
            var newest = $"select *, row_number() over (partition by {key} order by recorded_at desc) as newest from {table}";
            var living = table == "deal_changes" ? " and deal_id in (select id from (select *, row_number() over (partition by id order by recorded_at desc) as n from deals) d where n = 1 and deleted = 0)" : "";
            var rows = await database.UseAsync(c => c.QueryAsync($"select {columns} from ({newest}) v where newest = 1 and deleted = 0{living}"), cancellationToken);
            lines.AddRange(rows.Cast<IDictionary<string, object?>>().Select(row => Read(word, row)));
        }
    }

    private static string Read(string word, IDictionary<string, object?> row) => word switch
    {
        "deal" => Line(word, row["id"], row["name"], row["account_id"], row["owner_id"], row["stage_id"], row["status"], Date(row, "created"), Date(row, "close"), Money(row["amount"])),
        "activity" => Line(word, row["id"], row["kind"], Stored.At((long)row["start_at"]!), row["owner_id"], ((string?)row["deal_ids"])?.Trim('[', ']', '"')),
        "quota" => Line(word, row["subject_id"], row["start_on"], row["end_on"], Money(row["amount"])),
        "change" => Line(word, row["deal_id"], row["field"], Stored.At((long)row["at"]!), row["field"] is 2L ? ((string?)row["value"])?[..10] : row["value"]),
        _ => Line([word, .. row.Values]),
    };

    private static string? Value(ContractCrm crm, WorldChange change) => (change.Field, change.Value) switch
    {
        (DealField.Stage, { } stage) => crm.StageId(Enum.Parse<WorldStage>(stage)),
        (DealField.Owner, { } owner) => crm.Id(FactKind.Rep, long.Parse(owner, CultureInfo.InvariantCulture)),
        var (_, other) => other,
    };

    private static LocalDate? Date(IDictionary<string, object?> row, string name) =>
        row[name + "_on"] is string on ? NodaTime.Text.LocalDatePattern.Iso.Parse(on).Value : row[name + "_at"] is long at ? Stored.At(at).InUtc().Date : null;

    private static decimal? Money(object? units) => units is long u ? u / 10_000m : null;

    private static string Line(params object?[] values) => string.Join(" | ", values.Select(v => v switch
    {
        null => "-",
        decimal d => d.ToString("0.####", CultureInfo.InvariantCulture),
        LocalDate on => on.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        Instant at => NodaTime.Text.InstantPattern.ExtendedIso.Format(at),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => v.ToString(),
    }));
}
