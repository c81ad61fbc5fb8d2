namespace KpiDigest.Core.Digests.Weekly;

/// <summary>Cuts a bullet bar (value, one marker, up to three bands) into table cells whose widths add up to 100 percent.</summary>
internal static class BulletBar
{
    /// <param name="value">Length of the measure, from 0.</param>
    /// <param name="marker">Where the target or comparison stands; null: none.</param>
    /// <param name="second">Second bound of the bands; null: one band only.</param>
    /// <param name="end">Value at the right end of the scale.</param>
    public static DigestBar? Draw(decimal value, decimal? marker, decimal? second, decimal end)
    {
        if (end <= 0) return null;
        var bounds = new[] { marker, second }.OfType<decimal>().Order().ToArray();
        var tick = marker is { } m ? Math.Clamp((int)Math.Round(m / end * 100m), 1, 99) : -1;
        var fill = Math.Clamp((int)Math.Round(value / end * 100m), value > 0 ? 1 : 0, 100);
        var cuts = new SortedSet<int> { 0, 100, fill };
        foreach (var bound in bounds) cuts.Add(Math.Clamp((int)Math.Round(bound / end * 100m), 0, 100));
        if (tick >= 0)
        {
            cuts.Add(tick);
            cuts.Add(tick + 1);
        }

        var at = cuts.ToArray();
        var cells = new List<BarCell>();
        for (var i = 0; i + 1 < at.Length; i++)
        {
            var isTick = at[i] == tick;
            var band = isTick ? "tick" : marker is null || second is null ? "high" : Band(at[i], bounds, end);
            cells.Add(new BarCell(at[i + 1] - at[i], isTick ? "tick" : at[i] < fill ? "value" : band, band));
        }

        return new DigestBar(cells);
    }

    // From the left darkest to lightest: the further right, the lighter.
    private static string Band(int from, decimal[] bounds, decimal end)
    {
        var passed = bounds.Count(b => from >= (int)Math.Round(b / end * 100m));
        return passed switch { 0 => "low", 1 => "mid", _ => "high" };
    }
}
