using System.Globalization;

namespace KpiDigest.Core.Facts;

/// <summary>Sorts deals and their changes into columns.</summary>
internal sealed class DealTableBuilder(SalesFactsSettings settings)
{
    private readonly Dictionary<string, Deal> _deals = new(StringComparer.Ordinal);
    private readonly List<DealChange> _changes = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public void Add(Deal deal)
    {
        if (!_deals.TryAdd(deal.Id, deal)) throw new ArgumentException($"Two deals have the id '{deal.Id}': give the newest version only.", nameof(deal));
    }

    public void Add(DealChange change) => _changes.Add(change);

    public (DealTable Table, Dictionary<string, int> Numbers) Build(Roster roster, Stage[] stages)
    {
        var deals = _deals.Values.ToArray();
        Array.Sort(deals, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        var table = new DealTable(deals.Length);
        var rules = new DealCounting(settings.Rules, stages, roster);
        var currencies = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(deals.Length, StringComparer.Ordinal);
        var stageNumbers = stages.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        for (var i = 0; i < deals.Length; i++)
        {
            numbers.Add(deals[i].Id, i);
            Fill(table, i, deals[i], roster, rules, currencies);
            table.Stage[i] = deals[i].StageId is { } stage ? stageNumbers.GetValueOrDefault(stage, -1) : -1;
        }

        table.Currencies = [.. currencies.OrderBy(c => c.Value).Select(c => c.Key)];
        AddChanges(table, numbers, roster, stageNumbers);
        return (table, numbers);
    }

    private void Fill(DealTable table, int i, Deal deal, Roster roster, DealCounting rules, Dictionary<string, int> currencies)
    {
        table.Id[i] = deal.Id;
        table.Owner[i] = roster.NumberOf(deal.OwnerId);
        table.Status[i] = deal.Status;
        table.Close[i] = Cell.Of(deal.Close);
        table.Created[i] = Cell.Of(deal.Created);
        table.CreatedDay[i] = Cell.DayOf(table.Created[i], settings.Calendar.Zone);
        table.Modified[i] = Cell.Of(deal.ModifiedAt);
        table.Amount[i] = Cell.Units(deal.Amount);
        table.Home[i] = Cell.Units(deal.HomeAmount);
        table.Currency[i] = CurrencyOf(deal.Currency, currencies);
        table.Kind[i] = deal.Kind;
        table.Account[i] = deal.AccountId;
        table.ForecastCategory[i] = Interned(deal.ForecastCategory);
        table.LostReason[i] = Interned(deal.LostReason);
        table.Source[i] = Interned(deal.Source);
        table.Incumbent[i] = Interned(deal.Incumbent);
        table.Margin[i] = Cell.Units(deal.Margin);
        table.ProductLines[i] = deal.ProductLines;
        table.Competitors[i] = deal.Competitors;
        table.Splits[i] = SplitShare.Of(deal, roster);
        table.LeftOut[i] = rules.Always(deal);
        table.NotALoss[i] = rules.NotALoss(deal);
    }

    private string? Interned(string? text) => text is null ? null : _texts.TryGetValue(text, out var known) ? known : Remember(text);

    private string Remember(string text)
    {
        _texts.Add(text);
        return text;
    }

    private int CurrencyOf(string? code, Dictionary<string, int> currencies)
    {
        if (string.IsNullOrEmpty(code) || code.Equals(settings.HomeCurrency, StringComparison.OrdinalIgnoreCase)) return -1;
        if (!currencies.TryGetValue(code, out var number)) currencies.Add(code, number = currencies.Count);
        return number;
    }

    private void AddChanges(DealTable table, Dictionary<string, int> numbers, Roster roster, Dictionary<string, int> stages)
    {
        var categories = Categories();
        table.Categories = [.. categories.OrderBy(c => c.Value).Select(c => c.Key)];
        var rows = _changes.Where(c => numbers.ContainsKey(c.DealId)).Select(c => (Deal: numbers[c.DealId], Change: c)).ToArray();
        Array.Sort(rows, (a, b) => Compare(a, b));
        table.ChangeField = Array.ConvertAll(rows, r => r.Change.Field);
        table.ChangeAt = Array.ConvertAll(rows, r => Cell.Of(r.Change.At));
        table.ChangeValue = Array.ConvertAll(rows, r => ValueOf(r.Change, roster, stages, categories));
        foreach (var row in rows) table.FirstChange[row.Deal + 1]++;
        for (var i = 0; i < table.Count; i++) table.FirstChange[i + 1] += table.FirstChange[i];
    }

    private static int Compare((int Deal, DealChange Change) left, (int Deal, DealChange Change) right)
    {
        var order = left.Deal.CompareTo(right.Deal);
        if (order == 0) order = left.Change.Field.CompareTo(right.Change.Field);
        if (order == 0) order = left.Change.At.CompareTo(right.Change.At);
        return order == 0 ? string.CompareOrdinal(left.Change.Value, right.Change.Value) : order;
    }

    private Dictionary<string, int> Categories() => _changes
        .Where(c => c is { Field: DealField.ForecastCategory, Value: not null }).Select(c => c.Value!)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);

    private static long ValueOf(DealChange change, Roster roster, Dictionary<string, int> stages, Dictionary<string, int> categories) => change.Field switch
    {
        DealField.Owner => roster.NumberOf(change.Value),
        DealField.Stage => change.Value is not null && stages.TryGetValue(change.Value, out var stage) ? stage : -1,
        DealField.ForecastCategory when change.Value is not null => categories[change.Value],
        DealField.Amount when !string.IsNullOrEmpty(change.Value) => Cell.Units(Number(change)),
        DealField.Close when !string.IsNullOrEmpty(change.Value) => FactDate.TryParse(change.Value, out var date) ? Cell.Of(date) : throw Unreadable(change),
        _ => Cell.None,
    };

    private static decimal Number(DealChange change) =>
        decimal.TryParse(change.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : throw Unreadable(change);

    private static FormatException Unreadable(DealChange change) =>
        new($"The {change.Field} change of deal {change.DealId} at {change.At} holds '{change.Value}', which is not the canonical text of that field.");
}
