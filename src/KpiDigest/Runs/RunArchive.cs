using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using KpiDigest.Core.Digests;

namespace KpiDigest.Runs;

/// <summary>What a run computed and on what it stood.</summary>
/// <param name="Product">This program's version.</param>
/// <param name="Browser">The browser that printed; null: nothing was printed.</param>
/// <param name="Configuration">The part of the configuration that shapes numbers and mails.</param>
/// <param name="Numbers">Every number of every digest of the run, each once.</param>
internal sealed record RunArchive(string Product, string? Browser, string Configuration, IReadOnlyList<DigestNumber> Numbers)
{
    /// <summary>The version of the program that is running.</summary>
    public static string ProductVersion { get; } = typeof(RunArchive).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The numbers as stored.</summary>
    public byte[] PackedNumbers()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(deflate, Numbers.Select(n => new[] { n.Scope, n.Kpi, n.Period, n.Part, n.Text }));
        return packed.ToArray();
    }

    public static IReadOnlyList<DigestNumber> Unpack(byte[] packed)
    {
        using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        return [.. JsonSerializer.Deserialize<string[][]>(deflate)!.Select(n => new DigestNumber(n[0], n[1], n[2], n[3], n[4]))];
    }
}
