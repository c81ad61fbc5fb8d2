namespace KpiDigest.Core.Facts;

/// <summary>What somebody who mistyped a name probably meant.</summary>
public static class NearestName
{
    /// <summary>The name with the fewest changed letters, at most a third of them; null: none is near.</summary>
    public static string? Of(string mistyped, IEnumerable<string> known) =>
        known.Select(name => (Name: name, Distance: Distance(mistyped.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(n => n.Distance <= Math.Max(2, mistyped.Length / 3))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name).FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
