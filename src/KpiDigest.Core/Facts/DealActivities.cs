namespace KpiDigest.Core.Facts;

/// <summary>Held and planned activities in compressed rows: per deal, by start.</summary>
internal sealed class DealActivities
{
    /// <summary>Of an activity that never counts as held.</summary>
    public const long Never = long.MaxValue;

    private readonly int[] _start;
    private readonly (int Deal, long At, long HeldFrom)[] _rows;

    /// <param name="deals">Number of deals.</param>
    /// <param name="rows">Deal, start, and the instant from which the activity counts as held.</param>
    public DealActivities(int deals, IEnumerable<(int Deal, long At, long HeldFrom)> rows)
    {
        _rows = [.. rows];
        Array.Sort(_rows);
        _start = new int[deals + 1];
        foreach (var row in _rows) _start[row.Deal + 1]++;
        for (var i = 0; i < deals; i++) _start[i + 1] += _start[i];
    }

    /// <summary>Start of the last activity held at or before an instant, or <see cref="Cell.None"/>.</summary>
    public long LastHeld(int deal, long at)
    {
        for (var i = _start[deal + 1] - 1; i >= _start[deal]; i--)
            if (_rows[i].At <= at && _rows[i].HeldFrom <= at) return _rows[i].At;
        return Cell.None;
    }

    /// <summary>
    /// Start of the next activity after an instant, or <see cref="Cell.None"/>. One that is held by now was planned then, as far as
    /// anyone can tell.
    /// </summary>
    public long NextPlanned(int deal, long after)
    {
        for (var i = _start[deal]; i < _start[deal + 1]; i++)
            if (_rows[i].At > after) return _rows[i].At;
        return Cell.None;
    }
}
