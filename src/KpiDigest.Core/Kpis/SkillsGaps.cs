using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>skills-gaps</c>: rep × stage pairs with at least 10 exits in 4 quarters whose forward share lies clearly below all other reps' (Fisher, D13).</summary>
internal sealed class SkillsGaps : IKpi
{
    public string Id => "skills-gaps";

    public string Name => "Skills gaps";

    public string Definition => "Stages in which a rep moves clearly fewer deals forward than all other reps, counted over the reps.";

    public string Formula => "rep × stage pairs whose forward share is lower than all other reps' (Fisher, Benjamini-Hochberg 0.10), ≥ 10 exits in 4 quarters";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (HistoryGap.Of(input) is { } gap) return KpiResult.NoData(this, gap);
        if (!input.Facts.Coverage.HasHistory) return KpiResult.NoData(this, "no stage history of deals is known (the CRM's history of the stage field)");
        var reps = input.Facts.RepsOf(input.Scope, QuotaOf.MembersAt(input)).Select(r => input.Facts.Roster.NumberOf(r.Id)).ToHashSet();
        var pairs = SkillPairs.Of(input).All.Where(p => reps.Contains(p.Rep)).ToList();
        if (pairs.Count == 0) return KpiResult.NoData(this, $"no rep of {input.Scope} left a stage 10 times in the 4 quarters to {input.Period.Label}");
        var weak = pairs.Where(p => p.IsWeakness).ToList();
        foreach (var pair in pairs)
            input.Report(FactKind.Rep, input.Facts.Reps[pair.Rep].Id, pair.IsWeakness ? $"weakness: {pair.Stage.Id}" : $"judged: {pair.Stage.Id}", pair.Rate);
        return KpiResult.Of(this, weak.Count) with
        {
            Parts =
            [
                KpiPart.Of("verdict", pairs.Exists(p => p.IsFlagged) ? "clear differences" : "none clear"),
                new KpiPart("pairs", pairs.Count),
                KpiPart.List("strengths", pairs.Where(p => p.IsStrength).Select(p => Row(input, p))),
                KpiPart.List("weaknesses", weak.Select(p => Row(input, p))),
                KpiPart.List("courses", Courses(input, weak).Select(c => KpiPart.Row(KpiPart.Of("stage", c.Skill), KpiPart.Of("course", c.Name), KpiPart.Of("date", $"{c.Date:uuuu'-'MM'-'dd}")))),
                KpiPart.List("notAttended", NotAttended(input, weak)),
            ],
        };
    }

    private static KpiPart Row(KpiInput input, SkillPair pair) => KpiPart.Row(
        KpiPart.Of("rep", input.Facts.Reps[pair.Rep].Id),
        KpiPart.Of("stage", pair.Stage.Id),
        KpiPart.Of("name", pair.Stage.Name),
        new KpiPart("value", pair.Rate),
        new KpiPart("exits", pair.Own.Exits),
        new KpiPart("others", pair.OthersRate),
        new KpiPart("p", (decimal)pair.P));

    /// <summary>Trainings for a stage in which somebody is weak.</summary>
    private static IEnumerable<Training> Courses(KpiInput input, List<SkillPair> weak) => input.Facts.Supplements.Trainings
        .Where(t => weak.Exists(p => p.Stage.Id == t.Skill)).OrderBy(t => t.Date).ThenBy(t => t.Id, StringComparer.Ordinal);

    private static IEnumerable<KpiPart> NotAttended(KpiInput input, List<SkillPair> weak) =>
        from pair in weak
        let rep = input.Facts.Reps[pair.Rep].Id
        from course in Courses(input, [pair])
        where !course.RepIds.Contains(rep)
        select KpiPart.Row(KpiPart.Of("rep", rep), KpiPart.Of("course", course.Name));
}
