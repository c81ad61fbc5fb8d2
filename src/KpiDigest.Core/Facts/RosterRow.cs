using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// A line of the roster file: a person was employed, in a team, during <c>[From, To)</c>. Rehires and changes of team have more lines. A
/// roster corrects what the CRM says of the people it names (employment and teams); of others the CRM's word stands.
/// </summary>
/// <param name="RepId">The rep.</param>
/// <param name="TeamId">The team; null: none.</param>
/// <param name="From">First day; null: since ever.</param>
/// <param name="To">First day after; null: still.</param>
/// <param name="IsLead">Whether the person leads that team during the interval.</param>
public sealed record RosterRow(string RepId, string? TeamId, LocalDate? From, LocalDate? To, bool IsLead);
