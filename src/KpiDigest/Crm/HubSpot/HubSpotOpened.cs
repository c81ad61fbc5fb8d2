using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>What the opening checks found; the pull goes by it.</summary>
/// <param name="Account">As the sync and <c>doctor</c> see it.</param>
/// <param name="Zone">The account's zone.</param>
/// <param name="Stages">Stages of all deal pipelines.</param>
/// <param name="Teams">Teams; null: the token may not list them, they are taken from the owners.</param>
/// <param name="Refused">Object types that are not pulled.</param>
internal sealed record HubSpotOpened(
    CrmAccount Account, DateTimeZone Zone, IReadOnlyList<Stage> Stages, IReadOnlyList<Team>? Teams, IReadOnlySet<string> Refused);
