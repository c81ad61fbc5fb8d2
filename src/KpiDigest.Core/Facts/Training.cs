using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A training.</summary>
/// <param name="Id">Unique inside the file: name and date.</param>
/// <param name="Name">What it was.</param>
/// <param name="Date">The day d on which it was held.</param>
/// <param name="Skill">Id of the pipeline stage whose skill it trains; null: none in particular.</param>
/// <param name="RepIds">Who took part.</param>
public sealed record Training(string Id, string Name, LocalDate Date, string? Skill, IReadOnlyList<string> RepIds);
