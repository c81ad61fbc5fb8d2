using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>coaching-hours</c>: hours of coaching held in the last 28 days per rep, and how leads spend their hours.</summary>
internal sealed class CoachingHours : IKpi
{
    private const int Days = 28;

    private const int CoachedDays = 14;

    public string Id => "coaching-hours";

    public string Name => "Coaching hours";

    public string Definition => "Hours of coaching that a rep received in the last 28 days, on average.";

    public string Formula => "held coaching hours ÷ reps, 28 days";

    public KpiUnit Unit => KpiUnit.Hours;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public bool IsStock => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Activity];

    public KpiResult Compute(KpiInput input)
    {
        if (!input.Facts.HasCoaching) return KpiResult.NoData(this, "no activity is called coaching: name the CRM's activity types in Crm:CoachingTypes");
        var reps = RepsOf(input);
        if (reps.Count == 0) return KpiResult.NoData(this, $"no rep of {input.Scope} worked here at the end of {input.Period.Label}");
        var from = DaysBack.From(input, Days);
        var sessions = reps.SelectMany(r => CoachingSessions.Of(input, r, from).Select(a => (Rep: r, Activity: a))).ToList();
        foreach (var rep in reps) input.Report(FactKind.Rep, rep, "denominator");
        foreach (var (_, session) in sessions)
            input.Report(FactKind.Activity, session.Id, session.Length is null ? "excluded: no duration" : "numerator", session.Length is { } length ? CoachingSessions.Hours(length) : null);
        var hours = sessions.Sum(s => CoachingSessions.Hours(s.Activity.Length ?? Duration.Zero));
        var since = DaysBack.From(input, CoachedDays);
        var coached = sessions.Where(s => s.Activity.StartAt >= since).Select(s => s.Rep).Distinct().Count();
        return KpiResult.Of(this, hours / reps.Count) with
        {
            Numerator = hours,
            Denominator = reps.Count,
            Parts =
            [
                new KpiPart("coachedShare", (decimal)coached / reps.Count),
                new KpiPart("coached", coached),
                .. OfLeads(input, from),
                new KpiPart("dealsInspected", sessions.SelectMany(s => s.Activity.DealIds).Distinct().Count()),
                new KpiPart("withoutDuration", sessions.Select(s => s.Activity).Where(a => a.Length is null).Distinct().Count()),
            ],
        };
    }

    /// <summary>Those who work here at the end of the window, leads not among them: leads coach. A rep's own hours are shown even for a lead.</summary>
    private static List<string> RepsOf(KpiInput input)
    {
        var last = input.AsOf.PlusTicks(-1);
        var date = input.Facts.Calendar.DateOf(last);
        return [.. input.Facts.StaffOf(input.Scope, last).Select(r => r.Id).Where(r => input.Scope.Kind == ScopeKind.Rep || !input.Facts.IsLead(r, date))];
    }

    /// <summary>The hours of the scope's leads; of a rep the rep's own internal meetings. Null where no roster says who leads.</summary>
    private static IEnumerable<KpiPart> OfLeads(KpiInput input, Instant from)
    {
        var leads = input.Facts.LeadsOf(input.Scope, input.Facts.Calendar.DateOf(input.AsOf.PlusTicks(-1)));
        var hours = leads.Select(l => CoachingSessions.HoursOf(input, l, from)).ToList();
        var (coaching, inside) = (hours.Sum(h => h.Coaching), hours.Sum(h => h.Internal));
        if (leads.Count == 0 && input.Scope.Kind == ScopeKind.Rep) inside = CoachingSessions.HoursOf(input, input.Scope.Id, from).Internal;
        return
        [
            new KpiPart("leadShare", coaching + inside == 0 || leads.Count == 0 ? null : coaching / (coaching + inside)),
            new KpiPart("internalHours", leads.Count == 0 && input.Scope.Kind != ScopeKind.Rep ? null : inside),
        ];
    }
}
