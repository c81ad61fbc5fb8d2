namespace KpiDigest.Core.Facts;

/// <summary>Orders of deals with an offset per rep, the unknown rep last. An order holds deal numbers and, where it is by day, their days.</summary>
internal sealed class DealSlices
{
    private readonly int[] _start;
    private readonly int[] _deals;
    private readonly int[] _days;

    private DealSlices(int[] start, int[] deals, int[] days) => (_start, _deals, _days) = (start, deals, days);

    /// <summary>Deals with rep and day, sorted by rep, day and deal.</summary>
    public static DealSlices Of(int reps, IEnumerable<(int Rep, int Day, int Deal)> entries)
    {
        var all = entries.ToArray();
        var start = new int[reps + 2];
        foreach (var (rep, _, _) in all) start[rep + 1]++;
        for (var i = 0; i <= reps; i++) start[i + 1] += start[i];
        // Day and deal in one number, so that a rep's part is sorted without comparing pairs.
        var (keys, next) = (new long[all.Length], start.ToArray());
        foreach (var (rep, day, deal) in all) keys[next[rep]++] = ((long)day << 32) | (uint)deal;
        for (var rep = 0; rep <= reps; rep++) keys.AsSpan(start[rep], start[rep + 1] - start[rep]).Sort();
        return new DealSlices(start, Array.ConvertAll(keys, k => (int)k), Array.ConvertAll(keys, k => (int)(k >> 32)));
    }

    /// <summary>The deals of all reps in this order.</summary>
    public ReadOnlySpan<int> All => _deals;

    /// <summary>The places in <see cref="All"/> of a rep's deals with a day in <c>[from, until)</c>.</summary>
    public (int First, int End) Places(int rep, int from, int until)
    {
        var first = LowerBound(_start[rep], _start[rep + 1], from);
        return (first, LowerBound(first, _start[rep + 1], until));
    }

    /// <summary>All deals of a rep.</summary>
    public ReadOnlySpan<int> Of(int rep) => _deals.AsSpan(_start[rep], _start[rep + 1] - _start[rep]);

    /// <summary>The deals of a rep with a day in <c>[from, until)</c>.</summary>
    public ReadOnlySpan<int> Of(int rep, int from, int until)
    {
        var (first, end) = Places(rep, from, until);
        return _deals.AsSpan(first, end - first);
    }

    private int LowerBound(int low, int high, int day)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_days[middle] < day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
