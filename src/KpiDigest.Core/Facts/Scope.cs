namespace KpiDigest.Core.Facts;

/// <summary>
/// Whose records a number or a recipient may see. Resolved against the facts before use; an unresolved scope means no mail.
/// </summary>
/// <param name="Kind">Company, team or rep.</param>
/// <param name="Id">Team or rep id; empty for the company. The team of owners without a team is <see cref="UnassignedTeamId"/>.</param>
/// <param name="Name">As people write and read it.</param>
public sealed record Scope(ScopeKind Kind, string Id, string Name)
{
    /// <summary>Id of the visible team '(unassigned)'; no CRM id looks like it.</summary>
    public const string UnassignedTeamId = "(unassigned)";

    /// <summary>The whole company.</summary>
    public static Scope Company { get; } = new(ScopeKind.Company, "", "company");

    /// <summary>Owners without a team, and deals without an owner.</summary>
    public static Scope Unassigned { get; } = new(ScopeKind.Team, UnassignedTeamId, UnassignedTeamId);

    /// <summary>As written in configuration and on the command line: <c>company</c>, <c>team:NAME</c>, <c>rep:NAME</c>.</summary>
    public override string ToString() => Kind switch
    {
        ScopeKind.Team => $"team:{Name}",
        ScopeKind.Rep => $"rep:{Name}",
        _ => "company",
    };
}
