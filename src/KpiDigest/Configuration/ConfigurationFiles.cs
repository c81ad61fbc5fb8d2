using System.Security.Cryptography;

namespace KpiDigest.Configuration;

/// <summary>
/// The content of everything a configuration is made of, as one hash: times and notices of the system tell too much or too little on mounted volumes. Files that
/// cannot be read count as such.
/// </summary>
internal static class ConfigurationFiles
{
    private const long Largest = 50 * 1024 * 1024;

    /// <param name="paths">Files, and folders with all that is in them.</param>
    public static string Hash(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path + "\n"));
            hash.AppendData(SHA256.HashData(Content(path)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Files(string path)
    {
        try
        {
            return Directory.Exists(path) ? Directory.GetFiles(path, "*", SearchOption.AllDirectories) : [path];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [path];
        }
    }

    private static byte[] Content(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= Largest } ? File.ReadAllBytes(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
