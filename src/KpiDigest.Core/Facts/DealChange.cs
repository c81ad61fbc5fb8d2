using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// From this instant the field of the deal had this value, until the next change of the same field. The first entry of a field is
/// its value at creation.
/// </summary>
/// <param name="DealId">The deal.</param>
/// <param name="Field">Which field.</param>
/// <param name="At">When it changed.</param>
/// <param name="Value">The new value in the canonical text of <see cref="DealField"/>; null: cleared.</param>
public sealed record DealChange(string DealId, DealField Field, Instant At, string? Value);
