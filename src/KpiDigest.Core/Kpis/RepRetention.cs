using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>rep-retention</c>: of the reps employed 12 months ago, the share who have not left since.</summary>
internal sealed class RepRetention : IKpi
{
    public string Id => "rep-retention";

    public string Name => "Rep retention";

    public string Definition => "The share of the reps employed twelve months ago who have not left the company since.";

    public string Formula => "(employed at start − leavers) ÷ employed at start, 12 months";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Roster];

    public KpiResult Compute(KpiInput input)
    {
        var (start, end) = (input.Gone.PlusYears(-1), input.Gone);
        var atStart = ReadableAt(input, start).Where(r => Stay.Of(input.Facts, r).IsEmployed(start)).ToList();
        var leavers = atStart.Where(r => Stay.Of(input.Facts, r).LeavesIn(start, end)).ToHashSet(StringComparer.Ordinal);
        foreach (var rep in atStart) input.Report(FactKind.Rep, rep, leavers.Contains(rep) ? "denominator" : "numerator+denominator");
        var result = atStart.Count == 0
            ? KpiResult.NoData(this, $"roster.csv has nobody in {input.Scope} on {start:uuuu'-'MM'-'dd}")
            : KpiResult.Of(this, (decimal)(atStart.Count - leavers.Count) / atStart.Count);
        return result with
        {
            Numerator = atStart.Count - leavers.Count,
            Denominator = atStart.Count,
            Parts =
            [
                new KpiPart("leavers", leavers.Count),
                new KpiPart("moved", atStart.Count(r => !leavers.Contains(r) && HasMoved(input, r, start, end))),
                .. Tenure(input, end),
            ],
        };
    }

    /// <summary>The reps of the scope on a day whom the roster names; of others nobody knows when they came or left.</summary>
    private static IEnumerable<string> ReadableAt(KpiInput input, LocalDate date) =>
        input.Facts.RepsOf(input.Scope, StartOf(input, date)).Select(r => r.Id).Where(input.Facts.IsInRoster);

    private static Instant StartOf(KpiInput input, LocalDate date) => date.AtStartOfDayInZone(input.Facts.Calendar.Zone).ToInstant();

    /// <summary>Still here on the last day, but in a team outside the scope; for the company in another team.</summary>
    private static bool HasMoved(KpiInput input, string rep, LocalDate start, LocalDate end)
    {
        if (!Stay.Of(input.Facts, rep).IsEmployed(end.PlusDays(-1))) return false;
        var now = input.Facts.TeamOf(rep, StartOf(input, end).PlusTicks(-1));
        return input.Scope.Kind == ScopeKind.Company ? now != input.Facts.TeamOf(rep, StartOf(input, start)) : !input.Facts.HoldsTeam(input.Scope, now);
    }

    private static IEnumerable<KpiPart> Tenure(KpiInput input, LocalDate end)
    {
        var present = input.Facts.RepsOf(input.Scope, StartOf(input, end).PlusTicks(-1)).Where(r => input.Facts.IsInRoster(r.Id) && Stay.Of(input.Facts, r.Id).IsEmployed(end.PlusDays(-1))).ToList();
        var known = present.Select(r => (Rep: r, Years: Stay.Of(input.Facts, r.Id).YearsAt(end))).Where(r => r.Years is not null).Select(r => (r.Rep, Years: r.Years!.Value)).ToList();
        return
        [
            new KpiPart("tenureYears", known.Count == 0 ? null : known.Average(r => r.Years)),
            KpiPart.List("byTenure", Stay.Bands.Select(b => Band(input, b.Name, [.. known.Where(r => r.Years >= b.From && r.Years < b.Until).Select(r => r.Rep)]))),
            new KpiPart("withoutStart", present.Count - known.Count),
        ];
    }

    private static KpiPart Band(KpiInput input, string name, List<Scope> reps)
    {
        var closed = reps.ConvertAll(r => ClosedDeals.Of(input with { Scope = r, Records = null }, input.Period.Start, input.Until));
        return KpiPart.Row(KpiPart.Of("tenure", name), new KpiPart("reps", reps.Count), Proportion.Part("winRate", closed.Sum(c => c.Won.Count), closed.Sum(c => c.Count)));
    }
}
