namespace KpiDigest.Core.Facts;

/// <summary>An anonymous answer. There is no person in it, and a file that names one is refused.</summary>
/// <param name="Round">Name of the round.</param>
/// <param name="TeamId">The team; null: people without a team.</param>
/// <param name="Score">The score.</param>
/// <param name="ScaleMin">Lowest possible score.</param>
/// <param name="ScaleMax">Highest possible score.</param>
/// <param name="Comment">What was written, only where its writer agreed that it may be shown; else null.</param>
public sealed record SurveyAnswer(string Round, string? TeamId, decimal Score, decimal ScaleMin, decimal ScaleMax, string? Comment);
