using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Users, business units and owner teams → reps and teams. Pure. Business units are the tree; the one at the top is the company itself and no team. A team
/// of people stands below its business unit, and whoever is in just one such team belongs to it.
/// </summary>
internal sealed class DynamicsPeople(IReadOnlyList<DynamicsRow> units, IReadOnlyList<DynamicsRow> teams, IReadOnlyList<DynamicsRow> members)
{
    public const string UnitParent = "parentbusinessunitid";
    public const string Unit = "businessunitid";
    private const string UnitParentId = $"_{UnitParent}_value";
    private const string UnitId = $"_{Unit}_value";

    private readonly HashSet<string> _top = [.. units.Where(u => u[UnitParentId] is null).Select(u => u[Unit]).OfType<string>()];
    private readonly ILookup<string, string> _teamsOf = members
        .SelectMany(t => (t["teammembership_association"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(user => (user, Team: t["teamid"]!)))
        .ToLookup(m => m.user, m => m.Team, StringComparer.Ordinal);

    public static IReadOnlyList<string> UserColumns { get; } = ["fullname", "internalemailaddress", "isdisabled", Unit, "applicationid", "accessmode"];

    public static IReadOnlyList<string> TeamColumns { get; } = ["name", "teamtype", "isdefault", Unit];

    /// <summary>How many people are in several teams, and therefore in none of them.</summary>
    public int Several => _teamsOf.Count(m => m.Count() > 1);

    public IReadOnlyList<Team> Teams =>
    [
        .. units.Where(u => !_top.Contains(u[Unit]!)).Select(u => new Team { Id = u[Unit]!, Name = u["name"]?.Trim() ?? $"Business unit {u[Unit]}", ParentId = BelowTop(u[UnitParentId]) }),
        .. teams.Where(IsOfPeople).Select(t => new Team { Id = t["teamid"]!, Name = t["name"]?.Trim() ?? $"Team {t["teamid"]}", ParentId = BelowTop(t[UnitId]) }),
    ];

    /// <summary>The team that each team is: of a business unit's default team the unit; null: the company.</summary>
    public IReadOnlyDictionary<string, string?> TeamOf => teams.Where(t => IsOfPeople(t) || t["isdefault"] == "true").ToDictionary(t => t["teamid"]!, t => IsOfPeople(t) ? t["teamid"] : BelowTop(t[UnitId]));

    /// <summary>Applications are users too, and no people; nor are Microsoft's support (access mode 3) and a partner's administrators (5).</summary>
    public static bool IsPerson(DynamicsRow user) => user["applicationid"] is null && user["accessmode"] is not ("3" or "5");

    /// <summary>A leaver stays a rep: the deals still count.</summary>
    public Rep ToRep(DynamicsRow user) => new()
    {
        Id = user["systemuserid"]!,
        Name = user["fullname"]?.Trim() is { Length: > 0 } name ? name : $"User {user["systemuserid"]}",
        Email = user["internalemailaddress"]?.Trim() is { Length: > 0 } email ? email : null,
        TeamId = _teamsOf[user["systemuserid"]!].ToList() is [var only] ? only : BelowTop(user[UnitId]),
        Active = user["isdisabled"] != "true",
    };

    /// <summary>Each business unit has a default team of its own, which is the unit once more; others give access and own nothing.</summary>
    public static bool IsOfPeople(DynamicsRow team) => team["teamtype"] == "0" && team["isdefault"] != "true";

    private string? BelowTop(string? unit) => unit is null || _top.Contains(unit) ? null : unit;
}
