namespace KpiDigest.Exports;

/// <summary>A manager or an agent of the export.</summary>
/// <param name="Name">As sales_teams.csv writes it.</param>
/// <param name="Team">Position of the team; null: none.</param>
/// <param name="Email">Where stated.</param>
/// <param name="Active">False: left.</param>
internal sealed record PersonRow(string Name, int? Team, string? Email, bool Active);
