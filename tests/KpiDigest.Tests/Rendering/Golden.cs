using System.Runtime.CompilerServices;

namespace KpiDigest.Tests.Rendering;

/// <summary>Compares a rendering with the reviewed one beside the test; a difference leaves <c>.received.</c> for review.</summary>
internal static class Golden
{
    public static void Verify(string received, string name, string ending, [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, "Verified");
        var verified = Path.Combine(folder, $"{name}.verified.{ending}");
        var candidate = Path.Combine(folder, $"{name}.received.{ending}");
        var text = received.ReplaceLineEndings("\n");
        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(candidate);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(candidate, text);
        Assert.Fail(File.Exists(verified)
            ? $"{candidate} differs from {verified}. Review it; if it is right, move it over the verified file.\n{FirstDifference(File.ReadAllText(verified), text)}"
            : $"{verified} does not exist. Review {candidate} and move it there.");
    }

    /// <summary>As <see cref="Verify"/>, kept as the lines in which it differs from the reviewed <paramref name="basis"/>, which stands whole.</summary>
    public static void VerifyLike(string basis, string received, string name, string ending, [CallerFilePath] string test = "")
    {
        if (name == basis)
        {
            Verify(received, name, ending, test);
            return;
        }

        var whole = File.ReadAllText(Path.Combine(Path.GetDirectoryName(test)!, "Verified", $"{basis}.verified.{ending}"));
        Verify(LineDifference.Of(whole, received.ReplaceLineEndings("\n")), name, ending + ".diff", test);
    }

    private static string FirstDifference(string verified, string received)
    {
        var (left, right) = (verified.Split('\n'), received.Split('\n'));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            if (left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i))
                return $"line {i + 1}\n  verified: {left.ElementAtOrDefault(i)}\n  received: {right.ElementAtOrDefault(i)}";
        return "";
    }
}
