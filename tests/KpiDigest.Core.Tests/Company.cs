using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests;

/// <summary>A company under construction: adds facts in the order a test tells its story.</summary>
internal sealed class Company(SalesFactsSettings settings)
{
    private readonly HashSet<string> _stages = [];
    private SupplementFacts _supplements = SupplementFacts.None;

    public SalesFactsBuilder Builder { get; } = new(settings);

    public Company Rep(string id, string? team = null, string recordedAt = "2015-01-01", string? name = null, bool active = true, string? email = null)
    {
        Builder.AddRep(Some.Rep(id, team, name, active, email), Some.Instant(recordedAt));
        return this;
    }

    public Company Team(string id, string? parent = null, string? name = null)
    {
        Builder.AddTeam(Some.Team(id, parent, name));
        return this;
    }

    public Company Deals(int count, Func<Deal> deal)
    {
        for (var i = 0; i < count; i++) Builder.AddDeal(deal());
        return this;
    }

    public Company Deal(Deal deal)
    {
        Builder.AddDeal(deal);
        return this;
    }

    /// <summary>The stages open, won and lost, and the deal's way through them: ("2017-09-01", "open"), ….</summary>
    public Company Stages(string deal, params (string At, string Stage)[] entries)
    {
        foreach (var (id, status) in new[] { ("open", DealStatus.Open), ("won", DealStatus.Won), ("lost", DealStatus.Lost) })
            if (_stages.Add(id)) Builder.AddStage(Some.Stage(id, status));
        foreach (var (at, stage) in entries) Change(deal, DealField.Stage, at, stage);
        return this;
    }

    public Company Change(string deal, DealField field, string at, string? value)
    {
        Builder.AddChange(new DealChange(deal, field, Some.Instant(at), value));
        return this;
    }

    public Company Quota(Quota quota)
    {
        Builder.AddQuota(quota);
        return this;
    }

    public Company Activity(Activity activity)
    {
        Builder.AddActivity(activity);
        return this;
    }

    /// <summary>A forecast of 2017-Q4, of a team or of the company.</summary>
    public Company Forecast(decimal commit, string takenAt, string? team = null, string source = "own")
    {
        Builder.AddForecast(new ForecastSnapshot
        {
            Id = $"{takenAt} {team} {source}",
            TakenAt = Some.Instant(takenAt),
            Subject = team is null ? ScopeKind.Company : ScopeKind.Team,
            SubjectId = team,
            Start = Some.Date("2017-10-01"),
            End = Some.Date("2018-01-01"),
            Commit = commit,
            Source = source,
        });
        return this;
    }

    public Company Employed(string rep, string? from, string? to = null)
    {
        Builder.AddEmployment(new Employment(rep, from is null ? null : Some.Date(from), to is null ? null : Some.Date(to)));
        return this;
    }

    public Company Account(Account account)
    {
        Builder.AddAccount(account);
        return this;
    }

    public Company Prospect(Prospect prospect)
    {
        Builder.AddProspect(prospect);
        return this;
    }

    /// <summary>Changes what the supplement files hold.</summary>
    public Company Supplements(Func<SupplementFacts, SupplementFacts> with)
    {
        _supplements = with(_supplements);
        Builder.AddSupplements(_supplements);
        return this;
    }

    /// <summary>A line of the roster file.</summary>
    public Company Roster(string rep, string? team, string? from, string? to = null, bool lead = false) => Supplements(s => s with
    {
        Roster = [.. s.Roster, new RosterRow(rep, team, from is null ? null : Some.Date(from), to is null ? null : Some.Date(to), lead)],
    });

    public SalesFacts Build() => Builder.Build();
}
