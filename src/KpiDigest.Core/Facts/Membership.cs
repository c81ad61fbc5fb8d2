using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// A rep's primary team during <c>[From, To)</c>. The first observation is open to the left (null), the present one to the right.
/// </summary>
/// <param name="RepId">The member.</param>
/// <param name="TeamId">The team; null where the rep had none.</param>
/// <param name="From">First instant of the membership; null: since ever.</param>
/// <param name="To">First instant after it; null: still.</param>
public sealed record Membership(string RepId, string? TeamId, Instant? From, Instant? To);
