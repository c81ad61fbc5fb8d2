namespace KpiDigest.Tests.Rendering;

/// <summary>KPIDIGEST_KEEP names a folder in which what was rendered is left, to be looked at and linted.</summary>
internal static class Keep
{
    public static void File(string name, byte[] content)
    {
        if (Environment.GetEnvironmentVariable("KPIDIGEST_KEEP") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllBytes(Path.Combine(folder, name), content);
    }
}
