namespace KpiDigest.Core.Statistics;

/// <summary>Eight weeks in a row on one side of the center (D12): by chance about one week in 128, were the center known.</summary>
public static class RunRule
{
    /// <summary>How many weeks make a run.</summary>
    public const int Length = 8;

    /// <summary>The side of the run that the newest weeks make.</summary>
    /// <param name="sides">1 above, -1 below, 0 on the center, null missing; oldest first. Zero and missing break a run.</param>
    /// <returns>1 or -1 where the newest eight are all on that side, else 0.</returns>
    public static int Side(IReadOnlyList<int?> sides)
    {
        if (sides.Count < Length || sides[^1] is not (1 or -1)) return 0;
        var side = sides[^1]!.Value;
        return sides.Skip(sides.Count - Length).All(each => each == side) ? side : 0;
    }
}
