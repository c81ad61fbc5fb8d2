using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A round of the engagement survey in one team.</summary>
/// <param name="Round">Name of the round.</param>
/// <param name="Date">When it closed; the latest round counts.</param>
/// <param name="TeamId">The team; null: people without a team.</param>
/// <param name="Invited">How many were asked.</param>
public sealed record SurveyRound(string Round, LocalDate Date, string? TeamId, int Invited);
