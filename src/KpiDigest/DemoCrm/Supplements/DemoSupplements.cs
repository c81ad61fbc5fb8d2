using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>
/// What the made company's CRM does not hold, as the files of <c>Supplements:Folder</c>, text by file name. Quotas are goals in the CRM.
/// Each group of files draws from a stream of its own.
/// </summary>
internal static class DemoSupplements
{
    public static IReadOnlyDictionary<string, string> Create(ulong seed, DemoRoster roster, IReadOnlyList<DealRecord> deals, IReadOnlyList<CompanyRecord> companies) =>
        new Dictionary<string, string>
        {
            ["roster.csv"] = PeopleFiles.Roster(new DemoRandom(seed), roster),
            ["survey-rounds.csv"] = SurveyFiles.Rounds(roster),
            ["survey-answers.csv"] = SurveyFiles.Answers(new DemoRandom(seed + 1), roster),
            ["trainings.csv"] = PeopleFiles.Trainings(roster),
            ["spend.csv"] = MarketFiles.Spend(new DemoRandom(seed + 2)),
            ["traffic.csv"] = MarketFiles.Traffic(new DemoRandom(seed + 3)),
            ["recurring.csv"] = RecurringFile.Create(new DemoRandom(seed + 4), deals, companies),
            ["fx-rates.csv"] = MarketFiles.Rates(),
            ["holidays.csv"] = HolidayFile.Create(),
            ["objectives.csv"] = WordFiles.Objectives(),
            ["comments.csv"] = WordFiles.Comments(),
            ["actions.csv"] = WordFiles.Actions(),
        };
}
