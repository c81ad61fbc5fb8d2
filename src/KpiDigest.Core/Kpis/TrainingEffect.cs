using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// <c>training-effect</c>: mean change of the win rate of who took part in a training, from the 90 days before to the 90 days after, less that
/// of the company's reps who had none. Nobody drew lots: 'not randomised'.
/// </summary>
internal sealed class TrainingEffect : IKpi
{
    private const int Days = 90;

    private const int EnoughReps = 3;

    public string Id => "training-effect";

    public string Name => "Training effect";

    public string Definition => "How much more the win rate of the reps in a training rose afterwards than that of other reps; not randomised.";

    public string Formula => "mean win-rate change of participants − of untrained reps, 90 days before and after";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Training];

    public KpiResult Compute(KpiInput input)
    {
        var trainings = input.Facts.Supplements.Trainings.Where(t => IsJudged(input, t)).OrderBy(t => t.Date).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        if (trainings.Count == 0) return KpiResult.NoData(this, $"no training in trainings.csv has its 90 days after ending in {input.Period.Label}");
        var participants = Changes(input, trainings, ParticipantsOf(input, trainings));
        var others = participants.Count < EnoughReps ? [] : Changes(input, trainings, OthersOf(input, trainings));
        foreach (var (rep, change) in participants) input.Report(FactKind.Rep, rep, "participant", change);
        foreach (var (rep, change) in others) input.Report(FactKind.Rep, rep, "other", change);
        if (participants.Count < EnoughReps || others.Count < EnoughReps)
            return KpiResult.NoData(this, $"{(participants.Count < EnoughReps ? $"{participants.Count} reps in the training" : $"{others.Count} reps without it")} closed {WinRate.EnoughClosed} deals before and after: {EnoughReps} are needed");
        var test = WelchTest.Between([.. participants.Values.Select(c => (double)c)], [.. others.Values.Select(c => (double)c)]);
        return KpiResult.Of(this, participants.Values.Average() - others.Values.Average()) with
        {
            Interval = test is null ? null : new KpiInterval((decimal)test.Low, (decimal)test.High, Proportion.Level),
            Parts =
            [
                new KpiPart("participants", participants.Count),
                new KpiPart("others", others.Count),
                new KpiPart("df", (decimal?)test?.DegreesOfFreedom),
                new KpiPart("low", (decimal?)test?.Low),
                new KpiPart("high", (decimal?)test?.High),
                new KpiPart("se", (decimal?)test?.StandardError),
                new KpiPart("p", (decimal?)test?.P),
                KpiPart.Of("design", "not randomised"),
                KpiPart.Of("trainings", string.Join(", ", trainings.Select(t => t.Name).Distinct())),
            ],
        };
    }

    /// <summary>First day after the window that follows a training.</summary>
    private static LocalDate EndOf(Training training) => training.Date.PlusDays(1 + Days);

    /// <summary>The window's last day lies in the period and is over.</summary>
    private static bool IsJudged(KpiInput input, Training training) =>
        EndOf(training) > input.Period.Start && EndOf(training) <= input.Gone;

    private static IEnumerable<(string Rep, IEnumerable<Training> Trainings)> ParticipantsOf(KpiInput input, List<Training> trainings) => trainings
        .SelectMany(t => t.RepIds.Distinct().Where(r => input.Scope.Kind == ScopeKind.Company || input.Facts.HoldsTeam(input.Scope, TeamOn(input, r, t))).Select(r => (Rep: r, Training: t)))
        .GroupBy(p => p.Rep, StringComparer.Ordinal).Select(g => (g.Key, g.Select(p => p.Training)));

    private static string? TeamOn(KpiInput input, string rep, Training training) =>
        input.Facts.TeamOf(rep, training.Date.AtStartOfDayInZone(input.Facts.Calendar.Zone).ToInstant());

    /// <summary>The company's reps who took part in no training at all while any of the windows ran.</summary>
    private static IEnumerable<(string Rep, IEnumerable<Training> Trainings)> OthersOf(KpiInput input, List<Training> trainings)
    {
        var (from, until) = (trainings[0].Date.PlusDays(-Days), EndOf(trainings[^1]));
        var trained = input.Facts.Supplements.Trainings.Where(t => t.Date >= from && t.Date < until).SelectMany(t => t.RepIds).ToHashSet(StringComparer.Ordinal);
        return input.Facts.Reps.Where(r => !trained.Contains(r.Id)).Select(r => (r.Id, trainings.AsEnumerable()));
    }

    /// <summary>One change per rep with enough closed deals: the mean of those around each training, where it was more than one.</summary>
    private static SortedDictionary<string, decimal> Changes(KpiInput input, List<Training> all, IEnumerable<(string Rep, IEnumerable<Training> Trainings)> reps)
    {
        var changes = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (rep, trainings) in reps.Where(r => input.Facts.Reps.Any(known => known.Id == r.Rep)))
        {
            var scope = input with { Scope = new Scope(ScopeKind.Rep, rep, rep), Records = null };
            var known = all.Where(t => trainings.Contains(t)).Select(t => Change(scope, t.Date)).OfType<decimal>().ToList();
            if (known.Count > 0) changes.Add(rep, known.Average());
        }

        return changes;
    }

    private static decimal? Change(KpiInput rep, LocalDate day)
    {
        var before = ClosedDeals.Of(rep, day.PlusDays(-Days), day);
        var after = ClosedDeals.Of(rep, day.PlusDays(1), day.PlusDays(1 + Days));
        if (before.Count < WinRate.EnoughClosed || after.Count < WinRate.EnoughClosed) return null;
        return ((decimal)after.Won.Count / after.Count) - ((decimal)before.Won.Count / before.Count);
    }
}
