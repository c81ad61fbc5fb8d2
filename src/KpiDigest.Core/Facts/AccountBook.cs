using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The accounts, numbered by id: those the CRM has, and those that deals or the recurring file name. Per owner, and the deals of each.</summary>
internal sealed class AccountBook
{
    /// <summary>The number of 'no account'.</summary>
    public const int None = -1;

    private readonly string[] _ids;
    private readonly int[] _dealStart;
    private readonly int[] _deals;
    private readonly int[] _ownedStart;
    private readonly int[] _owned;
    private readonly IReadOnlyDictionary<string, Account> _accounts;
    private readonly Dictionary<(int Account, int Month), decimal> _recurring = [];
    private readonly int[] _months;

    public AccountBook(IReadOnlyDictionary<string, Account> accounts, DealTable deals, IReadOnlyList<Recurring> recurring, Roster roster)
    {
        _accounts = accounts;
        _ids = [.. accounts.Keys.Concat(deals.Account.OfType<string>()).Concat(recurring.Select(r => r.AccountId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        (_dealStart, _deals) = Group(_ids.Length, Enumerable.Range(0, deals.Count).Select(d => (Subject: NumberOf(deals.Account[d]), d)).Where(r => r.Subject != None));
        (_ownedStart, _owned) = Group(roster.Reps.Length + 1, Enumerable.Range(0, _ids.Length).Select(a => (roster.NumberOf(Find(a)?.OwnerId), a)));
        foreach (var row in recurring)
        {
            var key = (NumberOf(row.AccountId), Cell.Of(row.Month));
            _recurring[key] = _recurring.GetValueOrDefault(key) + row.Amount;
        }

        _months = [.. _recurring.Keys.Select(k => k.Month).Distinct().Order()];
        HasChurnDates = accounts.Values.Any(a => a.ChurnedOn is not null);
    }

    /// <summary>Whether any account states when it churned: else nobody keeps these dates.</summary>
    public bool HasChurnDates { get; }

    public int Count => _ids.Length;

    public string IdOf(int account) => _ids[account];

    /// <summary>The number of an account; <see cref="None"/> where none is stated.</summary>
    public int NumberOf(string? id) => id is null ? None : Array.BinarySearch(_ids, id, StringComparer.Ordinal) is var number && number < 0 ? None : number;

    /// <summary>What the CRM says of it; null where it says nothing.</summary>
    public Account? Find(int account) => _accounts.GetValueOrDefault(_ids[account]);

    /// <summary>The last month with recurring revenue of anybody that had begun on a day; null: none.</summary>
    public LocalDate? RecurringMonthOn(LocalDate date)
    {
        var month = Array.FindLast(_months, m => m <= Cell.Of(date));
        return month == 0 ? null : Cell.Date(month);
    }

    /// <summary>Recurring revenue of an account in a month; 0 where the file has no row of it.</summary>
    public decimal RecurringOf(int account, LocalDate month) => _recurring.GetValueOrDefault((account, Cell.Of(month)));

    /// <summary>The account's deals.</summary>
    public ReadOnlySpan<int> DealsOf(int account) => _deals.AsSpan(_dealStart[account], _dealStart[account + 1] - _dealStart[account]);

    /// <summary>The accounts a rep owns; of the unknown rep those that nobody does.</summary>
    public ReadOnlySpan<int> OwnedBy(int rep) => _owned.AsSpan(_ownedStart[rep], _ownedStart[rep + 1] - _ownedStart[rep]);

    private static (int[] Start, int[] Items) Group(int subjects, IEnumerable<(int Subject, int Item)> rows)
    {
        var sorted = rows.ToArray();
        Array.Sort(sorted);
        var start = new int[subjects + 1];
        foreach (var (subject, _) in sorted) start[subject + 1]++;
        for (var i = 0; i < subjects; i++) start[i + 1] += start[i];
        return (start, Array.ConvertAll(sorted, r => r.Item));
    }
}
