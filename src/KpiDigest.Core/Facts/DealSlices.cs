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
        var sorted = entries.ToArray();
        Array.Sort(sorted);
        var start = new int[reps + 2];
        foreach (var (rep, _, _) in sorted) start[rep + 1]++;
        for (var i = 0; i <= reps; i++) start[i + 1] += start[i];
        return new DealSlices(start, Array.ConvertAll(sorted, e => e.Deal), Array.ConvertAll(sorted, e => e.Day));
    }

    /// <summary>All deals of a rep.</summary>
    public ReadOnlySpan<int> Of(int rep) => _deals.AsSpan(_start[rep], _start[rep + 1] - _start[rep]);

    /// <summary>The deals of a rep with a day in <c>[from, until)</c>.</summary>
    public ReadOnlySpan<int> Of(int rep, int from, int until)
    {
        var first = LowerBound(_start[rep], _start[rep + 1], from);
        var end = LowerBound(first, _start[rep + 1], until);
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
