namespace KpiDigest.Tests.Rendering;

/// <summary>A templates folder with a theme that has only a brand, and its logo.</summary>
internal sealed class LogoFolder : IDisposable
{
    private static readonly Lazy<LogoFolder> Shared = new(() =>
    {
        var folder = new LogoFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    private readonly OverrideFolder _folder = new();

    public LogoFolder(string company = "Alderholt Instruments", byte[]? png = null, string theme = "")
    {
        WriteLogo("logo.png", png ?? SomePng.Drawn());
        WriteTheme(theme.Length > 0 ? theme : $$"""{ "brand": { "company": {{System.Text.Json.JsonSerializer.Serialize(company)}}, "address": "1 Example Street, London", "logo": "logo.png" } }""");
    }

    /// <summary>One that stays until all tests are through.</summary>
    public static string Kept => Shared.Value.Path;

    public string Path => _folder.Path;

    public OverrideFolder Files => _folder;

    public void WriteTheme(string text) => _folder.Write("theme.json", text);

    public void WriteLogo(string name, byte[] content) => File.WriteAllBytes(System.IO.Path.Combine(_folder.Path, name), content);

    public void Dispose() => _folder.Dispose();
}
