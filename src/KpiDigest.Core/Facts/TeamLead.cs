namespace KpiDigest.Core.Facts;

/// <summary>Somebody who leads.</summary>
/// <param name="Person">The person as of the facts' instant.</param>
/// <param name="Teams">The teams that are led, by id; one that lies below another of them is inside that and not named.</param>
/// <param name="IsActive">Whether the person works here: employed by the roster or, where that says nothing, active in the CRM.</param>
public sealed record TeamLead(Rep Person, IReadOnlyList<Scope> Teams, bool IsActive);
