using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>engagement-score</c>: mean answer to the latest round of the survey, from 0 to 10. Nobody's single answer ever leaves it.</summary>
internal sealed class EngagementScore : IKpi
{
    private const decimal Reach = 1.96m;

    public string Id => "engagement-score";

    public string Name => "Engagement score";

    public string Definition => "The mean answer to the latest engagement survey, on a scale from 0 to 10.";

    public string Formula => "mean (s − min) ÷ (max − min) × 10 of the latest round";

    public KpiUnit Unit => KpiUnit.Score;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Survey];

    public KpiResult Compute(KpiInput input)
    {
        var round = input.Facts.Supplements.SurveyRounds
            .Where(r => r.Date < input.Until && r.Date.AtStartOfDayInZone(input.Facts.Calendar.Zone).ToInstant() < input.AsOf)
            .OrderBy(r => r.Date).ThenBy(r => r.Round, StringComparer.Ordinal).LastOrDefault();
        if (round is null) return KpiResult.NoData(this, $"survey-rounds.csv has no round that closed before the end of {input.Period.Label}");
        var survey = new SurveyAnswers(input.Facts, round.Round);
        if (survey.Hidden(input.Scope) is { } reason) return KpiResult.NoData(this, $"{reason} (survey {round.Round})");
        var answers = survey.Of(input.Scope);
        Histogram(input, answers);
        var scores = answers.ConvertAll(Score);
        return KpiResult.Of(this, scores.Sum() / scores.Count) with
        {
            Numerator = scores.Sum(),
            Denominator = scores.Count,
            Parts = [Enps(answers), new KpiPart("responseRate", ResponseRate(input, round.Round, answers.Count)), KpiPart.Of("round", round.Round)],
        };
    }

    /// <summary>The score on 0 to 10 whatever the scale.</summary>
    private static decimal Score(SurveyAnswer answer) => (answer.Score - answer.ScaleMin) * 10 / (answer.ScaleMax - answer.ScaleMin);

    /// <summary>How often each score was given. Broken scores, which could tell people apart, are rounded to whole points.</summary>
    private static void Histogram(KpiInput input, List<SurveyAnswer> answers)
    {
        var isWhole = answers.TrueForAll(a => decimal.IsInteger(a.Score));
        foreach (var bar in answers.Select(a => isWhole ? Score(a) : Math.Round(Score(a))).GroupBy(s => s).OrderBy(g => g.Key))
            input.Report(FactKind.Survey, FormattableString.Invariant($"score {bar.Key:0.####}"), "answers", bar.Count());
    }

    /// <summary>Promoters (9, 10) less detractors (up to 6) in points, ± 1.96 √((p + d − (p − d)²) ÷ n); null where under 5 answered on 0 to 10.</summary>
    private static KpiPart Enps(List<SurveyAnswer> answers)
    {
        var asked = answers.FindAll(a => a is { ScaleMin: 0, ScaleMax: 10 });
        if (asked.Count < SurveyAnswers.Enough) return new KpiPart("enps", null);
        var (p, d) = ((decimal)asked.Count(a => a.Score >= 9) / asked.Count, (decimal)asked.Count(a => a.Score <= 6) / asked.Count);
        var reach = Reach * (decimal)Math.Sqrt((double)((p + d - ((p - d) * (p - d))) / asked.Count));
        return new KpiPart("enps", null)
        {
            Parts =
            [
                new KpiPart("value", 100 * (p - d)),
                new KpiPart("low", Math.Max(-100, 100 * (p - d - reach))),
                new KpiPart("high", Math.Min(100, 100 * (p - d + reach))),
                new KpiPart("denominator", asked.Count),
            ],
        };
    }

    /// <summary>Answers ÷ invited; null where nobody says how many were.</summary>
    private static decimal? ResponseRate(KpiInput input, string round, int answers)
    {
        var invited = input.Facts.Supplements.SurveyRounds.Where(r => r.Round == round && input.Facts.HoldsTeam(input.Scope, r.TeamId)).Sum(r => r.Invited);
        return invited == 0 ? null : (decimal)answers / invited;
    }
}
