namespace KpiDigest.Core.Tests.Support;

/// <summary>Where the reference data sets lie; a test that needs one is skipped without it, or fails where nothing may be skipped.</summary>
internal static class TestData
{
    public static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("KPIDIGEST_TESTDATA") is { Length: > 0 } set ? set : Path.Combine(Repository(), "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (Directory.Exists(path)) return path;
        var reason = $"Reference data tests: {path} does not exist; set KPIDIGEST_TESTDATA to the folder of the data sets.";
        if (Environment.GetEnvironmentVariable("KPIDIGEST_REQUIRE_ALL") == "1") throw new InvalidOperationException($"KPIDIGEST_REQUIRE_ALL=1 allows no skip. {reason}");
        Assert.Skip(reason);
        return path;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KpiDigest.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("KpiDigest.sln lies above no folder of the test binaries.");
    }
}
