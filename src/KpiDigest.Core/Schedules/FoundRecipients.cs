using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>Recipients that are found in the facts of each run: everybody who leads a team, with that team's scope.</summary>
/// <param name="Zone">Their zone.</param>
/// <param name="Culture">Their culture.</param>
public sealed record FoundRecipients(DateTimeZone Zone, string Culture);
