namespace KpiDigest.DemoCrm;

/// <summary>A recipient of the demo.</summary>
/// <param name="Name">Person.</param>
/// <param name="Email">Address under example.com.</param>
/// <param name="Team">Team name.</param>
internal sealed record DemoTeamLead(string Name, string Email, string Team);
