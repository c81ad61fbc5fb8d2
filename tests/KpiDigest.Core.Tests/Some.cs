using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Core.Tests;

/// <summary>Small facts with sensible defaults; a test states only what it is about.</summary>
internal static class Some
{
    private static int _next;

    public static Instant Instant(string text) =>
        text.Contains('T', StringComparison.Ordinal) ? InstantPattern.ExtendedIso.Parse(text).GetValueOrThrow() : Date(text).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static FactDate FactDate(string text) =>
        Core.Facts.FactDate.TryParse(text, out var date) ? date : throw new FormatException(text);

    public static Deal Deal(
        DealStatus status = DealStatus.Won,
        string? close = "2017-11-15",
        decimal? amount = 1000,
        string? owner = "ann",
        string? id = null,
        string? created = "2017-10-01",
        DealKind kind = DealKind.Unknown,
        string? lostReason = null,
        string? pipeline = null,
        string? stage = null,
        string? currency = null,
        decimal? home = null) => new()
        {
            Id = id ?? $"d{Interlocked.Increment(ref _next)}",
            Name = "A deal",
            OwnerId = owner,
            PipelineId = pipeline,
            StageId = stage,
            Status = status,
            Created = created is null ? null : FactDate(created),
            Close = close is null ? null : FactDate(close),
            Amount = amount,
            Currency = currency,
            HomeAmount = home,
            Kind = kind,
            LostReason = lostReason,
            ModifiedAt = Instant("2017-12-01"),
        };

    public static Rep Rep(string id, string? team = null, string? name = null, bool active = true, string? email = null) =>
        new() { Id = id, Name = name ?? id, TeamId = team, Active = active, Email = email };

    public static Team Team(string id, string? parent = null, string? name = null) => new() { Id = id, Name = name ?? id, ParentId = parent };

    public static Stage Stage(string id, DealStatus status, string pipeline = "p", string pipelineName = "Sales") =>
        new() { Id = id, Name = id, PipelineId = pipeline, PipelineName = pipelineName, Order = 1, Status = status };

    public static Quota Quota(decimal amount, string? rep = null, string? team = null, string start = "2017-10-01", string end = "2018-01-01", bool asIs = false, string? currency = null, string? id = null, string? family = null) => new()
    {
        Id = id ?? $"q{Interlocked.Increment(ref _next)}",
        Subject = rep is not null ? ScopeKind.Rep : team is not null ? ScopeKind.Team : ScopeKind.Company,
        SubjectId = rep ?? team,
        Start = Date(start),
        End = Date(end),
        Amount = amount,
        AsIs = asIs,
        Currency = currency,
        Family = family,
    };

    public static Activity Activity(string deal, string at, ActivityStatus status = ActivityStatus.Held, ActivityKind kind = ActivityKind.Call) =>
        new() { Id = $"a{Interlocked.Increment(ref _next)}", Kind = kind, Status = status, StartAt = Instant(at), DealIds = [deal] };

    /// <summary>A coaching meeting: the organiser, then who took part; minutes null: no duration.</summary>
    public static Activity Coaching(string at, int? minutes, params string[] people) => Inside(at, minutes, people) with { IsCoaching = true };

    /// <summary>A meeting of colleagues: the organiser, then who took part.</summary>
    public static Activity Inside(string at, int? minutes, params string[] people) => new()
    {
        Id = $"a{Interlocked.Increment(ref _next)}",
        Kind = ActivityKind.Meeting,
        Status = ActivityStatus.Held,
        StartAt = Instant(at),
        Length = minutes is { } length ? NodaTime.Duration.FromMinutes(length) : null,
        OwnerId = people.FirstOrDefault(),
        ParticipantIds = [.. people.Skip(1)],
        IsInternal = true,
    };

    public static Recurring Recurring(string account, string month, decimal amount) => new(account, Date(month), amount);

    /// <summary>Facts as of an instant in UTC with the holidays of the catalogue's examples.</summary>
    public static Company Company(string asOf = "2018-01-01", DealRules? rules = null, DateTimeZone? zone = null, int fiscalStart = 1, KpiRules? kpis = null) =>
        new(new SalesFactsSettings(
            Instant(asOf),
            new PeriodCalendar(zone ?? DateTimeZone.Utc, fiscalStart, [Date("2017-12-25"), Date("2017-12-26")]),
            "USD",
            rules ?? new DealRules())
        { Kpis = kpis ?? new KpiRules() });

    public static Scope Rep(SalesFacts facts, string id) => new(ScopeKind.Rep, id, facts.Reps.First(r => r.Id == id).Name);

    public static Scope Team(SalesFacts facts, string id) => new(ScopeKind.Team, id, facts.Teams.First(t => t.Id == id).Name);

    public static IKpi Kpi(string id) => KpiCatalogue.Find(id) ?? throw new InvalidOperationException(id);

    public static Period Period(SalesFacts facts, string label) =>
        facts.Calendar.TryParse(label, out var period, out var fault) ? period : throw new InvalidOperationException(fault);

    public static KpiResult Evaluate(SalesFacts facts, string kpi, string period = "2017-Q4", Scope? scope = null) =>
        KpiCatalogue.Evaluate(Kpi(kpi), facts, scope ?? Scope.Company, Period(facts, period));

    public static (KpiResult Result, IReadOnlyList<KpiRecord> Records) Explain(SalesFacts facts, string kpi, string period = "2017-Q4", Scope? scope = null) =>
        KpiCatalogue.Explain(Kpi(kpi), facts, scope ?? Scope.Company, Period(facts, period));
}
