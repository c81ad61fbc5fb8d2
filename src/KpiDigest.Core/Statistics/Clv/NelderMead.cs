namespace KpiDigest.Core.Statistics.Clv;

/// <summary>
/// Finds the least value of a function without derivatives: J. Nelder, R. Mead, A simplex method for function minimization, Computer
/// Journal 7 (1965) 308-313, started afresh where it ends until that no longer helps. Same start, same result.
/// </summary>
internal static class NelderMead
{
    private const int MostSteps = 1_500;
    private const int MostRestarts = 6;
    private const double SpreadOfValues = 1e-8;
    private const double Helps = 1e-6;

    /// <summary>The least point found from several starts; infinite values stand for points that are not allowed.</summary>
    public static (double[] Point, double Value) Minimize(Func<double[], double> function, IEnumerable<double[]> starts) =>
        starts.Select(start => FromOne(function, start)).MinBy(found => found.Value);

    private static (double[] Point, double Value) FromOne(Func<double[], double> function, double[] start)
    {
        var best = Descend(function, start);
        for (var i = 0; i < MostRestarts; i++)
        {
            var next = Descend(function, best.Point);
            var gain = best.Value - next.Value;
            if (gain > 0) best = next;
            if (gain < Helps) break;
        }

        return best;
    }

    private static (double[] Point, double Value) Descend(Func<double[], double> function, double[] start)
    {
        var corners = Simplex(function, start);
        for (var step = 0; step < MostSteps && corners[^1].Value - corners[0].Value > SpreadOfValues; step++)
        {
            var middle = Middle(corners);
            (double[] Point, double Value) At(double reach)
            {
                var point = middle.Zip(corners[^1].Point, (m, worst) => m + (reach * (m - worst))).ToArray();
                return (point, function(point));
            }

            var reflected = At(1);
            if (reflected.Value < corners[0].Value) corners[^1] = At(2) is var expanded && expanded.Value < reflected.Value ? expanded : reflected;
            else if (reflected.Value < corners[^2].Value) corners[^1] = reflected;
            else if (At(reflected.Value < corners[^1].Value ? 0.5 : -0.5) is var contracted && contracted.Value < Math.Min(reflected.Value, corners[^1].Value)) corners[^1] = contracted;
            else Shrink(function, corners);
            corners.Sort((one, other) => one.Value.CompareTo(other.Value));
        }

        return corners[0];
    }

    private static List<(double[] Point, double Value)> Simplex(Func<double[], double> function, double[] start)
    {
        var corners = new List<(double[] Point, double Value)> { (start, function(start)) };
        for (var i = 0; i < start.Length; i++)
        {
            var corner = start.ToArray();
            corner[i] += 0.5;
            corners.Add((corner, function(corner)));
        }

        corners.Sort((one, other) => one.Value.CompareTo(other.Value));
        return corners;
    }

    private static double[] Middle(List<(double[] Point, double Value)> corners) =>
        [.. Enumerable.Range(0, corners.Count - 1).Select(i => corners.Take(corners.Count - 1).Average(corner => corner.Point[i]))];

    private static void Shrink(Func<double[], double> function, List<(double[] Point, double Value)> corners)
    {
        for (var i = 1; i < corners.Count; i++)
        {
            var point = corners[i].Point.Zip(corners[0].Point, (far, best) => (far + best) / 2).ToArray();
            corners[i] = (point, function(point));
        }
    }
}
