namespace KpiDigest.Rendering.Charts;

/// <summary>Maps values to heights over a span that contains zero unless told otherwise.</summary>
internal sealed class ChartScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _top;
    private readonly double _bottom;

    /// <param name="values">All values drawn.</param>
    /// <param name="top">y of the highest.</param>
    /// <param name="bottom">y of the lowest.</param>
    /// <param name="withZero">Whether the span is widened to zero, as lengths need it.</param>
    public ChartScale(IEnumerable<decimal> values, double top, double bottom, bool withZero = true)
    {
        var all = withZero ? values.Append(0m).ToList() : values.ToList();
        (_low, _high, _top, _bottom) = ((double)all.Min(), (double)all.Max(), top, bottom);
        if (_high - _low <= 0) _high = _low + 1;
    }

    public double Zero => Y(0);

    public double Y(decimal value) => _bottom - (((double)value - _low) / (_high - _low) * (_bottom - _top));
}
