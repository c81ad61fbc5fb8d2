using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Money goals of one metric → quotas. Pure. A goal above others is what these add up to: a person's is left out, and a team's is its own quota, never
/// added to what is below, because all goals of one tree are of one family.
/// </summary>
internal sealed class DynamicsGoals(DynamicsMapping mapping, SeenTable table)
{
    private const string Parent = "parentgoalid";
    private const string Owner = "goalownerid";
    private const string Target = "targetmoney";
    private const string Start = "goalstartdate";
    private const string End = "goalenddate";
    private const string Discarded = "2";

    public static IReadOnlyList<string> Columns { get; } =
        [Owner, "metricid", Parent, Target, "targetmoney_base", "transactioncurrencyid", "exchangerate", Start, End, "statecode", "amountdatatype", "isamount"];

    /// <summary>Whether it is a sum of money that somebody still means.</summary>
    public static bool Counts(DynamicsRow row) => row["statecode"] != Discarded && row["amountdatatype"] is null or "0" && row["isamount"] != "false" && row[Target] is not null;

    /// <param name="rows">Goals of the one metric that counts.</param>
    /// <param name="teams">The team that each owner team is; null: the company.</param>
    public IReadOnlyList<Quota> Map(IReadOnlyCollection<DynamicsRow> rows, IReadOnlyDictionary<string, string?> teams)
    {
        var goals = rows.Where(r => DynamicsId.Fits(r[table.Id])).ToDictionary(r => r[table.Id]!, StringComparer.Ordinal);
        var below = goals.Values.ToLookup(g => Value(g, Parent) ?? "", StringComparer.Ordinal);
        return [.. goals.Values.Where(g => !IsSum(g, [.. below[g[table.Id]!]])).Select(g => ToQuota(g, goals, teams)).OfType<Quota>()];
    }

    private bool IsSum(DynamicsRow goal, IReadOnlyList<DynamicsRow> below) =>
        below.Count > 0 && (!IsOfTeam(goal) || below.All(c => Value(c, Owner) == Value(goal, Owner)));

    private bool IsOfTeam(DynamicsRow goal) => goal.Table(table.Asked(Owner)) == DynamicsApi.Team;

    private string? Value(DynamicsRow goal, string column) => goal[table.Asked(column)];

    private Quota? ToQuota(DynamicsRow row, Dictionary<string, DynamicsRow> goals, IReadOnlyDictionary<string, string?> teams)
    {
        var values = new DynamicsValues(table, row, mapping);
        if (!values.TryMoney(Target, out var amount) || !values.TryMoney("targetmoney_base", out var home)) return null;
        if (amount is null || Day(values.Date(Start)) is not { } start || DayAfter(values.Date(End)) is not { } end || end <= start || values.Raw(Owner) is not { } owner)
        {
            mapping.Notes.Refused(DynamicsApi.Goal, values.Id, $"{Target}, {Start}, {End}", $"{row[Target]} from {row[Start]} to {row[End]}", "are no amount of somebody over an interval");
            return null;
        }

        var (isOfTeam, team) = (IsOfTeam(row), (string?)null);
        if (isOfTeam && !teams.TryGetValue(owner, out team))
        {
            mapping.Notes.Refused(DynamicsApi.Goal, values.Id, Owner, null, "belong to teams that own nothing");
            return null;
        }

        home ??= values.Number("exchangerate") is > 0 and var rate ? CrmMoney.Divided(amount.Value, rate) : null;
        return new Quota
        {
            Id = values.Id,
            Subject = !isOfTeam ? ScopeKind.Rep : team is null ? ScopeKind.Company : ScopeKind.Team,
            SubjectId = isOfTeam ? team : owner,
            Start = start,
            End = end,
            Amount = home is not null && mapping.BaseCurrency is not null ? home.Value : amount.Value,
            Currency = home is not null && mapping.BaseCurrency is not null ? mapping.BaseCurrency : values.Currency(),
            Family = Top(values.Id, goals),
        };
    }

    /// <summary>The goal at the top of the tree; a ring ends where it closes.</summary>
    private string Top(string id, Dictionary<string, DynamicsRow> goals)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(id) && goals.TryGetValue(id, out var goal) && Value(goal, Parent) is { } parent && goals.ContainsKey(parent)) id = parent;
        return id;
    }

    private static LocalDate? Day(FactDate? stated) => stated is not { } date ? null : date.On ?? DynamicsValues.Midnight(date.At!.Value);

    /// <summary>The last day is meant whole, whether it is written as its midnight or as its last second.</summary>
    private static LocalDate? DayAfter(FactDate? stated)
    {
        if (stated is not { } date) return null;
        if (date.On is { } on) return on.PlusDays(1);
        var at = date.At!.Value;
        var isLastMinute = at.InUtc().Minute % 15 == 14;
        return isLastMinute ? DynamicsValues.Midnight(at) : DynamicsValues.Midnight(at).PlusDays(1);
    }
}
