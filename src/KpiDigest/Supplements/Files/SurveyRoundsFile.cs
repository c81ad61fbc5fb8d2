using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>survey-rounds.csv.</summary>
internal static class SurveyRoundsFile
{
    public static SupplementFile<SurveyRound> File { get; } = new(
        "survey-rounds.csv", [Must("round"), Must("date"), May("team"), Must("invited")],
        row => new SurveyRound(row.Must("round", row.Text("round")), row.Must("date", row.Date("date")), row.Team("team"), row.Must("invited", row.Count("invited"))),
        round => (round.Round, round.TeamId))
    {
        IsAnonymous = true,
    };
}
