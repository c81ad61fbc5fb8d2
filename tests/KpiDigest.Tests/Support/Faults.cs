namespace KpiDigest.Tests.Support;

/// <summary>Asserts that a search for faults found none, and lists all of them where it did.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string?> faults)
    {
        var found = faults.ToList();
        if (found.Count > 0)
            Assert.Fail($"{found.Count} found:{string.Concat(found.Select(fault => $"\n  {fault}"))}");
    }
}
