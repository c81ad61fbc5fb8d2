namespace KpiDigest.Core.Facts;

/// <summary>Sorts deals and their changes into columns. What comes in order, as from the store, is never sorted again.</summary>
internal sealed class DealTableBuilder(SalesFactsSettings settings)
{
    private readonly TextPool _texts = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<PackedDeal> _deals = [];
    private readonly List<PackedChange> _changes = [];
    private readonly List<PackedChange> _seen = [];
    private readonly List<DealChange> _early = [];
    private (string Id, int Place) _last = ("", -1);

    public void Add(Deal deal)
    {
        if (!_places.TryAdd(deal.Id, _deals.Count)) throw new ArgumentException($"Two deals have the id '{deal.Id}': give the newest version only.", nameof(deal));
        _deals.Add(new PackedDeal(deal, _texts));
    }

    public void Add(DealChange change)
    {
        // Changes of one deal mostly follow each other.
        if (_last.Id != change.DealId) _last = (change.DealId, _places.GetValueOrDefault(change.DealId, -1));
        if (_last.Place >= 0) _changes.Add(new PackedChange(change, _last.Place, _texts));
        else _early.Add(change);
    }

    /// <summary>A change that syncs have seen, of a deal that was just added; the CRM's own history of its field goes before it.</summary>
    public void AddSeen(DealChange change) => _seen.Add(new PackedChange(change, _places[change.DealId], _texts));

    public (DealTable Table, Dictionary<string, int> Numbers) Build(Roster roster, Stage[] stages)
    {
        foreach (var change in _early.Where(c => _places.ContainsKey(c.DealId))) _changes.Add(new PackedChange(change, _places[change.DealId], _texts));
        SortById();
        var known = new KnownTexts(_texts, roster, stages, settings);
        var table = new DealTable(_deals.Count) { Texts = _texts.Map(t => t) };
        for (var i = 0; i < table.Count; i++) Fill(table, i, _deals[i], roster, known);
        AddChanges(table, known);
        return (table, _places);
    }

    /// <summary>Deals by id; their changes follow them.</summary>
    private void SortById()
    {
        if (Ordered(_deals, (a, b) => string.CompareOrdinal(a.Id, b.Id))) return;
        _deals.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var moved = new int[_deals.Count];
        for (var i = 0; i < _deals.Count; i++)
        {
            moved[_places[_deals[i].Id]] = i;
            _places[_deals[i].Id] = i;
        }

        foreach (var changes in new[] { _changes, _seen })
            for (var i = 0; i < changes.Count; i++) changes[i] = changes[i].Of(moved[changes[i].Deal]);
    }

    private void Fill(DealTable table, int i, in PackedDeal deal, Roster roster, KnownTexts known)
    {
        table.Id[i] = deal.Id;
        table.Owner[i] = known.Rep(deal.Owner);
        table.Stage[i] = known.Stage(deal.Stage);
        table.Status[i] = deal.Status;
        table.Close[i] = deal.Close;
        table.Created[i] = deal.Created;
        table.CreatedDay[i] = Cell.DayOf(deal.Created, settings.Calendar.Zone);
        table.Modified[i] = deal.Modified;
        table.Amount[i] = deal.Amount;
        table.Home[i] = deal.Home;
        table.Margin[i] = deal.Margin;
        table.Currency[i] = known.Currency(deal.Currency);
        table.Kind[i] = deal.Kind;
        table.Account[i] = _texts.TextOf(deal.Account);
        table.ForecastCategory[i] = _texts.TextOf(deal.ForecastCategory);
        table.LostReason[i] = _texts.TextOf(deal.LostReason);
        table.Source[i] = _texts.TextOf(deal.Source);
        table.Incumbent[i] = _texts.TextOf(deal.Incumbent);
        table.ProductLines[i] = deal.ProductLines;
        table.Competitors[i] = deal.Competitors;
        table.Splits[i] = SplitShare.Of(deal.Splits, table.Owner[i], roster);
        table.LeftOut[i] = known.Counting.Always(deal.Id, _texts.TextOf(deal.Pipeline), _texts.TextOf(deal.Owner), deal.Kind);
        table.NotALoss[i] = known.Counting.NotALoss(table.LostReason[i]);
    }

    /// <summary>What syncs have seen of a field counts after the last that the CRM's own history says of it.</summary>
    private void Join()
    {
        if (_seen.Count == 0) return;
        var last = _changes.GroupBy(c => (c.Deal, c.Field)).ToDictionary(g => g.Key, g => g.Max(c => c.At));
        _changes.AddRange(_seen.Where(s => !last.TryGetValue((s.Deal, s.Field), out var at) || s.At > at));
    }

    private void AddChanges(DealTable table, KnownTexts known)
    {
        Join();
        if (!Ordered(_changes, (a, b) => PackedChange.Compare(a, b, _texts))) _changes.Sort((a, b) => PackedChange.Compare(a, b, _texts));
        var count = _changes.Count;
        (table.ChangeField, table.ChangeAt, table.ChangeValue) = (new DealField[count], new long[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            var change = _changes[i];
            table.ChangeField[i] = change.Field;
            table.ChangeAt[i] = change.At;
            table.ChangeValue[i] = known.Value(change);
            table.FirstChange[change.Deal + 1]++;
        }

        for (var i = 0; i < table.Count; i++) table.FirstChange[i + 1] += table.FirstChange[i];
    }

    private static bool Ordered<T>(List<T> rows, Comparison<T> compare)
    {
        for (var i = 1; i < rows.Count; i++)
            if (compare(rows[i - 1], rows[i]) > 0) return false;
        return true;
    }
}
