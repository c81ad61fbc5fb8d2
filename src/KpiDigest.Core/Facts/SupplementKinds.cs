namespace KpiDigest.Core.Facts;

/// <summary>Which kinds of fact come from which supplement file, and what to say where there are none.</summary>
public static class SupplementKinds
{
    /// <summary>File name by kind, for the kinds that only files can give.</summary>
    public static IReadOnlyDictionary<FactKind, string> Files { get; } = new Dictionary<FactKind, string>
    {
        [FactKind.Roster] = "roster.csv",
        [FactKind.Survey] = "survey-answers.csv",
        [FactKind.Training] = "trainings.csv",
        [FactKind.Spend] = "spend.csv",
        [FactKind.Traffic] = "traffic.csv",
        [FactKind.Recurring] = "recurring.csv",
        [FactKind.Objective] = "objectives.csv",
        [FactKind.Comment] = "comments.csv",
        [FactKind.Action] = "actions.csv",
        [FactKind.FxRate] = "fx-rates.csv",
    };

    /// <summary>The CRM's missing kinds less those that a file gives, and the kinds of files that are not there.</summary>
    internal static Dictionary<FactKind, string> Missing(IReadOnlyDictionary<FactKind, string> ofCrm, SupplementFacts supplements)
    {
        var missing = new Dictionary<FactKind, string>(ofCrm);
        foreach (var (kind, file) in Files)
            if (Rows(supplements, kind) == 0) missing[kind] = supplements.Missing.GetValueOrDefault(kind, $"there is no {file} in the supplements folder");
        if (supplements.Quotas.Count > 0) missing.Remove(FactKind.Quota);
        return missing;
    }

    private static int Rows(SupplementFacts supplements, FactKind kind) => kind switch
    {
        FactKind.Roster => supplements.Roster.Count,
        FactKind.Survey => supplements.SurveyAnswers.Count,
        FactKind.Training => supplements.Trainings.Count,
        FactKind.Spend => supplements.Spends.Count,
        FactKind.Traffic => supplements.Traffic.Count,
        FactKind.Recurring => supplements.Recurring.Count,
        FactKind.Objective => supplements.Objectives.Count,
        FactKind.Comment => supplements.Comments.Count,
        FactKind.Action => supplements.Actions.Count,
        _ => supplements.FxRates.Count,
    };
}
