namespace KpiDigest.Core.Facts;

/// <summary>
/// The activities that were held or are planned, by start: about deals, with accounts, and of people where it is coaching or an internal meeting.
/// </summary>
internal sealed class ActivityBook
{
    private readonly Activity[] _all;
    private readonly long[] _heldFrom;
    private readonly Rows _byDeal;
    private readonly Rows _byAccount;
    private readonly Rows _byPerson;

    /// <param name="activities">In any order.</param>
    /// <param name="heldFrom">The instant from which an activity counts as held.</param>
    /// <param name="deals">Numbers of the deals.</param>
    /// <param name="table">The deals.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="roster">The reps.</param>
    public ActivityBook(IEnumerable<Activity> activities, Func<Activity, long> heldFrom, IReadOnlyDictionary<string, int> deals, DealTable table, AccountBook accounts, Roster roster)
    {
        _all = [.. activities.OrderBy(a => a.StartAt).ThenBy(a => a.Kind).ThenBy(a => a.Id, StringComparer.Ordinal)];
        _heldFrom = Array.ConvertAll(_all, a => heldFrom(a));
        HasCoaching = Array.Exists(_all, a => a.IsCoaching);
        var numbers = Enumerable.Range(0, _all.Length);
        var contacts = numbers.Where(n => IsContact(_all[n])).ToList();
        int[] DealsOf(int n) => [.. _all[n].DealIds.Where(deals.ContainsKey).Select(d => deals[d]).Distinct()];
        _byDeal = new Rows(table.Count, contacts.SelectMany(n => DealsOf(n).Select(d => (d, n))));
        _byAccount = new Rows(accounts.Count, contacts.SelectMany(n => _all[n].AccountIds.Select(accounts.NumberOf)
            .Concat(DealsOf(n).Select(d => accounts.NumberOf(table.Account[d]))).Where(a => a != AccountBook.None).Distinct().Select(a => (a, n))));
        _byPerson = new Rows(roster.Reps.Length + 1, numbers.Where(n => _all[n].IsCoaching || _all[n].IsInternal)
            .SelectMany(n => _all[n].ParticipantIds.Append(_all[n].OwnerId).Select(roster.NumberOf).Distinct().Select(r => (r, n))));
    }

    /// <summary>Whether any activity is called coaching: else nothing can be said about it.</summary>
    public bool HasCoaching { get; }

    /// <summary>Contacts about a deal: held calls, meetings and emails with somebody outside, not sent in bulk, that began in <c>[from, until)</c>.</summary>
    public IEnumerable<Activity> ContactsOfDeal(int deal, long from, long until, long known) => Held(_byDeal.Of(deal), from, until, known);

    /// <summary>Contacts with an account, or about one of its deals.</summary>
    public IEnumerable<Activity> ContactsOfAccount(int account, long from, long until, long known) => Held(_byAccount.Of(account), from, until, known);

    /// <summary>Coaching and internal meetings a person took part in.</summary>
    public IEnumerable<Activity> InternalOf(int person, long from, long until, long known) => Held(_byPerson.Of(person), from, until, known);

    private static bool IsContact(Activity activity) => activity is { Kind: not ActivityKind.Task, IsBulk: false, IsInternal: false, IsCoaching: false };

    private List<Activity> Held(ReadOnlySpan<int> numbers, long from, long until, long known)
    {
        var held = new List<Activity>();
        for (var i = LowerBound(numbers, from); i < numbers.Length && Start(numbers[i]) < until; i++)
            if (_heldFrom[numbers[i]] <= known) held.Add(_all[numbers[i]]);
        return held;
    }

    private long Start(int number) => Cell.Of(_all[number].StartAt);

    private int LowerBound(ReadOnlySpan<int> numbers, long from)
    {
        var (low, high) = (0, numbers.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Start(numbers[middle]) < from) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Numbers of activities per subject, ascending and so by start.</summary>
    private sealed class Rows
    {
        private readonly int[] _start;
        private readonly int[] _numbers;

        public Rows(int subjects, IEnumerable<(int Subject, int Number)> rows)
        {
            var sorted = rows.ToArray();
            Array.Sort(sorted);
            _numbers = Array.ConvertAll(sorted, r => r.Number);
            _start = new int[subjects + 1];
            foreach (var (subject, _) in sorted) _start[subject + 1]++;
            for (var i = 0; i < subjects; i++) _start[i + 1] += _start[i];
        }

        public ReadOnlySpan<int> Of(int subject) => _numbers.AsSpan(_start[subject], _start[subject + 1] - _start[subject]);
    }
}
