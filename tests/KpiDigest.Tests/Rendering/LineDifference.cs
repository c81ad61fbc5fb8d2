using System.Globalization;
using System.Text;

namespace KpiDigest.Tests.Rendering;

/// <summary>
/// The lines in which one text differs from another: at which line of the basis how many leave (<c>@@ line -count</c>), and what comes for them.
/// Basis and difference together are the text.
/// </summary>
internal static class LineDifference
{
    public static string Of(string basis, string text)
    {
        var (old, now) = (basis.Split('\n'), text.Split('\n'));
        var shared = Shared(old, now);
        var difference = new StringBuilder();
        for (int i = 0, k = 0; i < old.Length || k < now.Length; (i, k) = (i + 1, k + 1))
        {
            var (firstOld, firstNow) = (i, k);
            while ((i < old.Length || k < now.Length) && !(i < old.Length && k < now.Length && old[i] == now[k]))
                if (i < old.Length && (k == now.Length || shared[i + 1, k] >= shared[i, k + 1])) i++;
                else k++;
            if (i == firstOld && k == firstNow) continue;
            difference.Append(CultureInfo.InvariantCulture, $"@@ {firstOld + 1} -{i - firstOld}\n");
            foreach (var line in now[firstNow..k]) difference.Append(line).Append('\n');
        }

        return difference.ToString();
    }

    // How many lines the rests of both share, in order.
    private static int[,] Shared(string[] old, string[] now)
    {
        var shared = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var k = now.Length - 1; k >= 0; k--)
                shared[i, k] = old[i] == now[k] ? shared[i + 1, k + 1] + 1 : Math.Max(shared[i + 1, k], shared[i, k + 1]);
        return shared;
    }
}
