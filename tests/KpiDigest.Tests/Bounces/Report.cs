using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Bounces;

/// <summary>Reports of undelivered mail in the shapes that mail systems give them; all are about one mail of ours.</summary>
internal static class Report
{
    public const string MessageId = "mail.4f1d0c7a9b2e3f5061728394a5b6c7d8e9f00112@example.com";

    private static string Folder => RepositoryRoot.Combine("tests", "KpiDigest.Tests", "Bounces", "Reports");

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".eml"));
}
