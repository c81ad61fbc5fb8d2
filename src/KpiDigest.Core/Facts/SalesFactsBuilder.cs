using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Takes the newest versions known and builds the columnar <see cref="SalesFacts"/>. Order of records changes nothing.</summary>
public sealed class SalesFactsBuilder(SalesFactsSettings settings)
{
    private readonly Dictionary<string, List<(Instant At, Rep Rep)>> _reps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Team> _teams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<FactKind, string> _missing = [];
    private readonly List<string> _unseen = [];
    private string? _foreign;
    private Instant? _watchedSince;
    private bool _hasStamp;
    private bool _lacksStamp;
    private readonly DealTableBuilder _deals = new(settings);
    private readonly List<Activity> _activities = [];
    private readonly Dictionary<string, Quota> _quotas = new(StringComparer.Ordinal);
    private readonly List<Employment> _employment = [];
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Prospect> _prospects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ForecastSnapshot> _forecasts = new(StringComparer.Ordinal);
    private SupplementFacts _supplements = SupplementFacts.None;

    /// <summary>A version of a rep; every version known, in any order: memberships are derived from the changes of team.</summary>
    public void AddRep(Rep rep, Instant recordedAt)
    {
        if (!_reps.TryGetValue(rep.Id, out var versions)) _reps.Add(rep.Id, versions = []);
        versions.Add((recordedAt, rep));
    }

    /// <summary>A rep's interval of employment, where a roster states it; rehires have two.</summary>
    public void AddEmployment(Employment employment) => _employment.Add(employment);

    /// <summary>A team.</summary>
    /// <exception cref="ArgumentException">Two teams have the same id.</exception>
    public void AddTeam(Team team) => AddOnce(_teams, team.Id, team, "teams");

    /// <summary>A pipeline stage.</summary>
    /// <exception cref="ArgumentException">Two stages have the same id.</exception>
    public void AddStage(Stage stage) => AddOnce(_stages, stage.Id, stage, "stages");

    /// <summary>
    /// The CRM's own home currency (ISO 4217; null: not stated), before any deal or quota. Where it is another one than
    /// <see cref="SalesFactsSettings.HomeCurrency"/>, the CRM's home amounts are not used, and what states no currency is in the CRM's.
    /// </summary>
    public void SetCrmCurrency(string? currency) =>
        _foreign = currency is null || currency.Equals(settings.HomeCurrency, StringComparison.OrdinalIgnoreCase) ? null : currency;

    /// <summary>The newest known version of a deal.</summary>
    /// <exception cref="ArgumentException">Two deals have the same id.</exception>
    public void AddDeal(Deal deal) => _deals.Add(_foreign is null ? deal : deal with { HomeAmount = null, Currency = deal.Currency ?? _foreign });

    /// <summary>
    /// Says that the CRM shows no history of deals and that syncs have watched them since an instant, the end of the first complete one; before any deal.
    /// </summary>
    public void Watch(Instant since) => _watchedSince = since;

    /// <summary>All versions of a deal that syncs have seen and when, oldest first; where deals are watched, they make its history.</summary>
    /// <exception cref="ArgumentException">Two deals have the same id.</exception>
    public void AddDeal(IReadOnlyList<(Deal Deal, Instant SeenAt)> versions)
    {
        var newest = versions[^1].Deal;
        AddDeal(newest);
        var isStamped = newest.ModifiedAt != Deal.Unstamped;
        (_hasStamp, _lacksStamp) = (_hasStamp || isStamped, _lacksStamp || !isStamped);
        if (_watchedSince is not { } since || !isStamped) return;
        foreach (var change in OwnHistory.Of(versions, since, settings.Calendar.Zone)) _deals.AddSeen(change);
    }

    /// <summary>A change of a deal; one of a deal that is not there is of no use and left aside.</summary>
    /// <exception cref="FormatException">The value is not the canonical text of its field.</exception>
    public void AddChange(DealChange change) => _deals.Add(change);

    /// <summary>An activity.</summary>
    public void AddActivity(Activity activity)
    {
        if (activity.Status is ActivityStatus.Held or ActivityStatus.Scheduled) _activities.Add(activity);
    }

    /// <summary>A quota row.</summary>
    /// <exception cref="ArgumentException">Two rows have the same id.</exception>
    public void AddQuota(Quota quota) => AddOnce(_quotas, quota.Id, _foreign is null ? quota : quota with { Currency = quota.Currency ?? _foreign }, "quotas");

    /// <summary>The newest known version of an account.</summary>
    /// <exception cref="ArgumentException">Two accounts have the same id.</exception>
    public void AddAccount(Account account) => AddOnce(_accounts, account.Id, account, "accounts");

    /// <summary>The newest known version of a lead.</summary>
    /// <exception cref="ArgumentException">Two leads have the same id.</exception>
    public void AddProspect(Prospect prospect) => AddOnce(_prospects, prospect.Id, prospect, "leads");

    /// <summary>A forecast.</summary>
    /// <exception cref="ArgumentException">Two forecasts have the same id.</exception>
    public void AddForecast(ForecastSnapshot forecast) => AddOnce(_forecasts, forecast.Id, forecast, "forecasts");

    /// <summary>What the supplement files hold; none without a call.</summary>
    public void AddSupplements(SupplementFacts supplements) => _supplements = supplements;

    /// <summary>Marks a kind of fact as never configured or synced, so that its KPIs answer no-data with this reason.</summary>
    public void MarkMissing(FactKind kind, string reason) => _missing[kind] = reason;

    /// <summary>Says that the CRM's user provably does not see everything; cause and fix go to <see cref="Coverage.Unseen"/>.</summary>
    public void MarkUnseen(string proof) => _unseen.Add(proof);

    /// <summary>Builds the immutable snapshot.</summary>
    public SalesFacts Build()
    {
        var tree = new TeamTree(_teams.Values);
        var roster = new Roster(_reps, tree, settings.AsOf, _employment, _supplements.Roster, settings.Calendar.Zone);
        var stages = _stages.Values.OrderBy(s => s.Id, StringComparer.Ordinal).ToArray();
        var (deals, numbers) = _deals.Build(roster, stages);
        var fx = new FxBook(_supplements.FxRates);
        var rewind = new DealRewind(deals, [.. stages.Select(s => s.Status)], new HomeAmounts(deals, fx), settings.Calendar.Zone, settings.Rules.ZeroIsStated);
        var activities = new DealActivities(deals.Count, ActivityRows(numbers));
        var accounts = new AccountBook(_accounts, deals, _supplements.Recurring, roster);
        var quotas = new QuotaBook(QuotaPrecedence.InForce(_quotas.Values, _supplements.Quotas), roster, tree, settings.HomeCurrency, fx, settings.Kpis.LeadsCarry);
        var columns = new SalesFactsColumns(tree, roster, deals, rewind, activities, quotas)
        {
            Accounts = _accounts,
            Prospects = [.. _prospects.Values.OrderBy(p => p.Id, StringComparer.Ordinal)],
            Forecasts = [.. _forecasts.Values.OrderBy(f => f.Id, StringComparer.Ordinal)],
            Supplements = _supplements,
            AccountBook = accounts,
            ActivityBook = new ActivityBook(_activities, HeldFrom, numbers, deals, accounts, roster),
            Stages = stages,
            Unseen = [.. _unseen],
            WatchedSince = _lacksStamp && !_hasStamp ? null : _watchedSince,
            Fx = fx,
            ForecastBook = new ForecastBook(_forecasts.Values),
        };
        return new SalesFacts(settings, columns, SupplementKinds.Missing(_missing, _supplements));
    }

    private IEnumerable<(int Deal, long At, long HeldFrom)> ActivityRows(Dictionary<string, int> numbers) =>
        from activity in _activities
        from id in activity.DealIds
        where numbers.ContainsKey(id)
        select (numbers[id], Cell.Of(activity.StartAt), HeldFrom(activity));

    /// <summary>A planned one nobody gave an outcome counts once it is over, where the rules say so; a task that is still to do never.</summary>
    private long HeldFrom(Activity activity) =>
        activity.Status == ActivityStatus.Held ? Cell.Of(activity.StartAt)
        : settings.Rules.CountPastScheduled && activity.Kind != ActivityKind.Task ? Cell.Of(activity.StartAt + (activity.Length ?? Duration.Zero))
        : DealActivities.Never;

    private static void AddOnce<T>(Dictionary<string, T> into, string id, T fact, string kind)
    {
        if (!into.TryAdd(id, fact)) throw new ArgumentException($"Two {kind} have the id '{id}': give the newest version only.", nameof(id));
    }
}
