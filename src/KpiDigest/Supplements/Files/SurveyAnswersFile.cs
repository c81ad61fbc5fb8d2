using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>survey-answers.csv. A comment whose writer did not agree that it may be shown is not even read.</summary>
internal static class SurveyAnswersFile
{
    public static SupplementFile<SurveyAnswer> File { get; } = new(
        "survey-answers.csv", [Must("round"), May("team"), Must("score"), Must("scale_min"), Must("scale_max"), May("comment"), May("show_comment")],
        Read)
    {
        IsAnonymous = true,
    };

    private static SurveyAnswer Read(SheetRow row)
    {
        var (score, min, max) = (row.Must("score", row.Plain("score")), row.Must("scale_min", row.Plain("scale_min")), row.Must("scale_max", row.Plain("scale_max")));
        if (!row.HasFault && max <= min) row.Fault("scale_max", "is not above scale_min");
        else if (!row.HasFault && (score < min || score > max)) row.Fault("score", "is outside its scale");
        return new SurveyAnswer(
            row.Must("round", row.Text("round")), row.Team("team"), score, min, max, row.Flag("show_comment") ? row.Words("comment") : null);
    }
}
