using KpiDigest.Core.Facts;
using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;
using KpiDigest.Exports;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>Rows of an export as records with numbers for ids.</summary>
internal sealed class CsvRecords(ExportFolder export, Instant endsAt)
{
    private const string WonId = "closedwon";
    private const string LostId = "closedlost";
    private const long FirstDealId = 1_000_001;
    private const long FirstCompanyId = 5_001;
    private const long FirstOwnerId = 1_001;
    private const long FirstUserId = 5_001;
    private const long FirstTeamId = 301;

    public PipelineRecord Pipeline { get; } = new("default", "Sales pipeline", 0, endsAt,
    [
        .. export.Pipeline.OpenStages().Select(stage => (StageId(stage), stage, false, (decimal?)null)),
        (WonId, "Won", true, 1m),
        (LostId, "Lost", true, 0m),
    ]);

    public IReadOnlyList<OwnerRecord> Owners { get; } = OwnersOf(export.Teams.People, endsAt);

    public IReadOnlyList<TeamRecord> Teams() => [.. export.Teams.Teams.Select((manager, i) => new TeamRecord(FirstTeamId + i, manager))];

    public IReadOnlyList<DemoTeamLead> Leads() => [.. export.Teams.Teams.Select((manager, i) => new DemoTeamLead(manager, Owners[i].Email, manager))];

    public IReadOnlyList<DemoRecord> Companies() =>
    [
        .. export.Accounts.Rows.Select((a, i) => new CompanyRecord
        {
            Id = FirstCompanyId + i,
            Name = a.Name,
            Industry = a.Sector,
            Country = a.Country,
            AnnualRevenue = a.Revenue,
            Employees = a.Employees,
            Modified = endsAt,
        }),
    ];

    public IReadOnlyList<DemoRecord> Deals()
    {
        var stages = Pipeline.Stages.ToDictionary(s => s.Id);
        return [.. export.Pipeline.Rows.Select((r, i) => Deal(r, FirstDealId + i, stages[StageId(r.Stage)]))];
    }

    private DealRecord Deal(PipelineRow row, long id, StageRecord stage)
    {
        Instant? engaged = row.Engaged is { } e ? Midnight(e) : null, closed = row.Closed is { } c ? Midnight(c) : null;
        return new DealRecord
        {
            Id = id,
            Name = row.Title,
            Stage = stage,
            Amount = row.Value,
            Close = closed,
            StageEntered = stage.IsClosed ? closed : null,
            OwnerId = row.OwnerIndex is { } owner ? FirstOwnerId + owner : 0,
            TeamId = row.OwnerIndex is { } member && export.Teams.People[member].Team is { } team ? FirstTeamId + team : 0,
            Product = row.Product,
            ExportId = row.Id,
            CompanyId = row.AccountIndex is { } account ? FirstCompanyId + account : 0,
            Created = engaged,
            Modified = (stage.IsClosed ? closed : null) ?? engaged ?? endsAt,
        };
    }

    private static IReadOnlyList<OwnerRecord> OwnersOf(List<PersonRow> people, Instant at)
    {
        HashSet<string> addresses = [];
        return [.. people.Select((p, i) => Owner(p, i, at, addresses))];
    }

    private static OwnerRecord Owner(PersonRow person, int index, Instant at, HashSet<string> addresses)
    {
        var (first, last) = DemoNames.Split(person.Name);
        var email = person.Email ?? DemoNames.Email(person.Name);
        for (var n = 2; !addresses.Add(email); n++) email = DemoNames.Email(person.Name).Replace("@", n + "@", StringComparison.Ordinal);
        return new OwnerRecord
        {
            Id = FirstOwnerId + index,
            UserId = FirstUserId + index,
            FirstName = first,
            LastName = last,
            Email = email,
            TeamId = person.Active && person.Team is { } team ? FirstTeamId + team : 0,
            Archived = !person.Active,
            Created = at,
            Updated = at,
        };
    }

    private static string StageId(string stage) => PipelineRow.StatusOf(stage) switch
    {
        DealStatus.Won => WonId,
        DealStatus.Lost => LostId,
        _ => stage.ToLowerInvariant(),
    };

    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();
}
