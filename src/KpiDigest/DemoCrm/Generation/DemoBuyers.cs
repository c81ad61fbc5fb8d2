using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Who buys: new business is with companies that never bought, further business and renewals with customers who are still there.
/// A further deal in a line that the customer does not have yet is cross-selling. Draws from a stream of its own.
/// </summary>
internal sealed class DemoBuyers(DemoRandom random, DemoCustomers customers, DemoDays days)
{
    private const int NeverLeaves = int.MaxValue;

    private readonly List<DemoCompanySeed>[] _prospects = [.. Enumerable.Range(0, DemoRoster.TeamCount).Select(_ => new List<DemoCompanySeed>())];
    private readonly List<DemoCompanySeed>[] _buyers = [.. Enumerable.Range(0, DemoRoster.TeamCount).Select(_ => new List<DemoCompanySeed>())];
    private readonly Queue<DemoCompanySeed> _newcomers = new(customers.Seeds.Where(s => s.Since >= 0).OrderBy(s => s.Since));
    private readonly PriorityQueue<(int Company, string Lines), (long At, long Deal)> _wins = new();
    private readonly Dictionary<int, HashSet<string>> _lines = [];
    private readonly Dictionary<int, int> _leaves = [];

    /// <summary>The day a customer left, by company index; customers who stay are absent.</summary>
    public IReadOnlyDictionary<int, int> Left => _leaves.Where(l => l.Value < DemoDays.Last).ToDictionary();

    /// <summary>The deals, in the order of their creation, each with its company.</summary>
    public List<DealRecord> Assign(IEnumerable<DealRecord> deals)
    {
        foreach (var seed in customers.Seeds.Where(s => s.Since < 0))
        {
            if (seed.Index % 5 < 2) Welcome(seed, -200);
            else _prospects[seed.Team].Add(seed);
        }

        List<DealRecord> assigned = [.. deals.OrderBy(d => d.Created).ThenBy(d => d.Id).Select(Assign)];
        Advance(days.EndMs);
        return assigned;
    }

    private DealRecord Assign(DealRecord deal)
    {
        var created = deal.Created!.Value.ToUnixTimeMilliseconds();
        Advance(created);
        var before = customers.Seeds[DemoCustomers.IndexOf(deal.CompanyId)];
        var isFurther = deal.Kind is "existingbusiness" or "renewal";
        var company = random.Pick(isFurther ? Buyers(before.Team, days.DayOf(created)) : _prospects[before.Team]);
        var lines = LinesOf(deal, isFurther);
        var isCross = deal.Kind == "existingbusiness" && _lines.TryGetValue(company.Index, out var known) && known.Count > 0 && !known.Contains(lines.Split(';')[0]);
        if (deal.Stage.IsWon && deal.ArchivedAt is null) _wins.Enqueue((company.Index, lines), (deal.Close!.Value.ToUnixTimeMilliseconds(), deal.Id));
        return deal with
        {
            CompanyId = DemoCustomers.IdOf(company.Index),
            ContactId = DemoCustomers.ContactIdOf(company.Index),
            Name = company.Name + deal.Name[before.Name.Length..],
            Kind = isCross ? "crosssell" : deal.Kind,
            ProductLines = lines,
        };
    }

    private List<DemoCompanySeed> Buyers(int team, int day) => _buyers[team].FindAll(c => _leaves[c.Index] > day);

    /// <summary>The product's own line, and now and then a contract or a licence beside it.</summary>
    private string LinesOf(DealRecord deal, bool isFurther)
    {
        var line = DemoProducts.LineOf(deal.Product!);
        var (draw, extra) = (random.Next(), random.Chance(0.5) ? DemoProducts.Service : DemoProducts.Software);
        return draw < (isFurther ? 0.15 : 0.28) && extra != line ? $"{line};{extra}" : line;
    }

    /// <summary>Companies that appeared, and deals that were won, until then.</summary>
    private void Advance(long to)
    {
        while (_newcomers.TryPeek(out var newcomer) && days.Start(newcomer.Since) <= to) _prospects[newcomer.Team].Add(_newcomers.Dequeue());
        while (_wins.TryPeek(out var win, out var when) && when.At <= to)
        {
            _wins.Dequeue();
            Win(customers.Seeds[win.Company], days.DayOf(when.At));
            _lines[win.Company].UnionWith(win.Lines.Split(';'));
        }
    }

    private void Win(DemoCompanySeed company, int day)
    {
        // Who buys after having left has not left.
        if (!_leaves.TryGetValue(company.Index, out var leaves)) Welcome(company, day);
        else if (leaves <= day) _leaves[company.Index] = NeverLeaves;
        _prospects[company.Team].Remove(company);
    }

    /// <summary>About one customer in forty leaves in a quarter.</summary>
    private void Welcome(DemoCompanySeed company, int day)
    {
        _buyers[company.Team].Add(company);
        _lines[company.Index] = [];
        _leaves[company.Index] = day + random.Whole(150, 3_300);
    }
}
