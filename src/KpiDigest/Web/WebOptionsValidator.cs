using KpiDigest.Runs;
using KpiDigest.Secrets;

namespace KpiDigest.Web;

/// <summary>Finds every fault of the section <c>Web</c>.</summary>
internal static class WebOptionsValidator
{
    /// <summary>All faults, with key and value; no secret among them.</summary>
    public static IEnumerable<(string Key, string? Value, string Message)> Faults(WebOptions options)
    {
        if (options is { PublicUrl: "", Listen: "" }) yield break;
        if (!Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
            yield return ("Web:PublicUrl", options.PublicUrl, "expected the https address that readers reach Web:Listen under, such as https://digest.example.com, without query.");
        if (options.Listen.Length > 0 && !Uri.TryCreate(options.Listen, UriKind.Absolute, out _))
            yield return ("Web:Listen", options.Listen, "expected a URL such as http://127.0.0.1:8081, or an empty text for none.");
        if (options.Listen.StartsWith("https:", StringComparison.OrdinalIgnoreCase) != options.CertificateFile.Length > 0 || options.CertificateFile.Length > 0 != options.CertificateKeyFile.Length > 0)
            yield return ("Web:CertificateFile", options.CertificateFile, "goes with Web:CertificateKeyFile and with https in Web:Listen: all of them or none.");
        foreach (var file in new[] { options.CertificateFile, options.CertificateKeyFile })
            if (file.Length > 0 && !File.Exists(file)) yield return ("Web:CertificateFile", file, "no such file.");
        if (options.Keys.Count == 0) yield return ("Web:Keys", null, "missing: at least one secret signs the links. Make one with: openssl rand -hex 32");
        for (var i = 0; i < options.Keys.Count; i++)
            if (KeyFault(options.Keys[i]) is { } fault) yield return ($"Web:Keys:{i}", null, fault);
    }

    private static string? KeyFault(SecretText key)
    {
        try
        {
            return key.Reveal().Length < ReaderLinks.ShortestKey ? $"is shorter than {ReaderLinks.ShortestKey} characters. Make one with: openssl rand -hex 32" : null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message + ".";
        }
    }
}
