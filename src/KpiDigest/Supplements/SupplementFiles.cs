using KpiDigest.Supplements.Files;

namespace KpiDigest.Supplements;

/// <summary>The one list of supplement files.</summary>
internal static class SupplementFiles
{
    public static IReadOnlyList<SupplementFile> All { get; } =
    [
        QuotasFile.File, RosterFile.File, SurveyRoundsFile.File, SurveyAnswersFile.File, TrainingsFile.File, SpendFile.File, TrafficFile.File,
        RecurringFile.File, ObjectivesFile.File, CommentsFile.File, ActionsFile.File, FxRatesFile.File, HolidaysFile.File,
    ];
}
