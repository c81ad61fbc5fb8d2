using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Facts for the store's tests.</summary>
internal static class Some
{
    private static readonly string[] Names =
    [
        "Acme — 50 seats", "", " ", "Ünïcödé ßtraße", "契約更新", "👩‍👩‍👧 family plan", "'; drop table deals; --", "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "{{x}}", "line\r\nbreak\ttab", "\u202Eright to left", new('x', 5000),
    ];

    private static readonly decimal?[] Amounts = [null, 0m, 0.01m, -12.3456m, 922_337_203_685_477.5807m, -922_337_203_685_477.5807m, 1234567.8m];

    public static Instant Modified { get; } = Instant.FromUtc(2026, 3, 1, 8, 30) + Duration.FromMilliseconds(123);

    /// <summary>One record of every kind but deals, each with every field set, and one with as little as may be.</summary>
    public static FactBatch Everything { get; } = new()
    {
        Reps = [new() { Id = "1", Name = "Cara Losch", Email = "cara@example.com", TeamId = "7", Active = false }, new() { Id = "2", Name = "" }],
        Teams = [new() { Id = "7", Name = "North", ParentId = "8" }, new() { Id = "8", Name = "Östlich" }],
        Stages =
        [
            new() { PipelineId = "p", Id = "won", Name = "Closed won", PipelineName = "Sales", Order = 7, Status = DealStatus.Won, Probability = 0.333333333m },
            new() { PipelineId = "p", Id = "x", Name = "New", PipelineName = "Sales", Order = -1, Status = DealStatus.Open },
        ],
        Accounts = [new() { Id = "1", Name = "Acme", CreatedAt = Modified, Industry = "Retail", Region = "DE", OwnerId = "1", Segment = "SMB", ChurnedOn = new(2026, 2, 28) }, new() { Id = "2", Name = "Bolt" }],
        Changes = [new("1", DealField.Stage, Modified, "won"), new("1", DealField.Owner, Modified, ""), new("2", DealField.Owner, Modified - Duration.FromDays(40_000), null)],
        Activities =
        [
            new() { Id = "1", Kind = ActivityKind.Call, Status = ActivityStatus.Held, StartAt = Modified, Length = Duration.FromMinutes(25), OwnerId = "1", ParticipantIds = ["2", "3"], DealIds = ["1"], AccountIds = ["1", "2"], IsCoaching = true, IsInternal = true, IsBulk = true },
            new() { Id = "1", Kind = ActivityKind.Meeting, Status = ActivityStatus.NoShow, StartAt = Modified },
        ],
        Quotas =
        [
            new() { Id = "1", Subject = ScopeKind.Rep, SubjectId = "1", Start = new(2026, 1, 1), End = new(2026, 4, 1), Amount = 120_000.5m, Currency = "EUR", AsIs = true },
            new() { Id = "2", Subject = ScopeKind.Company, Start = new(2025, 12, 31), End = new(2027, 1, 1), Amount = 0 },
        ],
        Prospects =
        [
            new() { Id = "1", Created = FactDate.OfInstant(Modified), Source = "web", OwnerId = "1", Status = "qualified", ConvertedAt = Modified, AccountId = "1", DealIds = ["1", "2"] },
            new() { Id = "2", Created = FactDate.OfDate(new(2026, 1, 31)) },
            new() { Id = "3" },
        ],
        Forecasts =
        [
            new() { Id = "1", TakenAt = Modified, Subject = ScopeKind.Team, SubjectId = "7", Start = new(2026, 1, 1), End = new(2026, 4, 1), Commit = 10.5m, BestCase = 20, Weighted = 15, Source = "crm" },
            new() { Id = "2", TakenAt = Modified, Subject = ScopeKind.Company, Start = new(2026, 1, 1), End = new(2026, 4, 1), Commit = 0, Source = "own" },
        ],
    };

    public static Deal Deal(string id, decimal? amount = 100, Instant? modifiedAt = null) => new()
    {
        Id = id,
        Name = $"Deal {id}",
        OwnerId = "1",
        StageId = "x",
        Status = DealStatus.Open,
        Amount = amount,
        ModifiedAt = modifiedAt ?? Modified,
    };

    /// <summary>Deals in which every field takes odd values: absent, empty, longest, largest, hostile.</summary>
    public static IEnumerable<Deal> OddDeals(int count) => Enumerable.Range(0, count).Select(i => new Deal
    {
        Id = i % 97 == 5 ? $"00{i}-ä" : $"{i}",
        Name = Names[i % Names.Length],
        AccountId = i % 3 == 0 ? null : $"{i / 3}",
        OwnerId = i % 5 == 0 ? null : i % 5 == 1 ? "" : $"{i % 40}",
        PipelineId = i % 7 == 0 ? null : "default",
        StageId = i % 11 == 0 ? null : $"stage{i % 6}",
        Status = (DealStatus)(i % 3),
        Created = (i % 4) switch { 0 => null, 1 => FactDate.OfDate(new LocalDate(2020, 2, 29).PlusDays(i)), _ => FactDate.OfInstant(Modified - Duration.FromHours(i * 7)) },
        Close = (i % 6) switch { 0 => null, 1 => FactDate.OfDate(new LocalDate(1, 1, 1)), 2 => FactDate.OfDate(new LocalDate(9999, 12, 31)), _ => FactDate.OfInstant(Instant.FromUtc(1969, 12, 31, 23, 59) + Duration.FromMilliseconds(i)) },
        Amount = Amounts[i % Amounts.Length],
        Currency = i % 8 == 0 ? null : "USD",
        HomeAmount = Amounts[(i + 3) % Amounts.Length],
        Kind = (DealKind)(i % 5),
        LostReason = i % 9 == 0 ? Names[(i + 4) % Names.Length] : null,
        ForecastCategory = i % 10 == 0 ? "commit" : null,
        Margin = Amounts[(i + 5) % Amounts.Length],
        Source = i % 6 == 0 ? Names[(i + 2) % Names.Length] : null,
        Incumbent = i % 12 == 0 ? Names[(i + 6) % Names.Length] : null,
        ModifiedAt = Modified + Duration.FromMilliseconds(i),
    });
}
