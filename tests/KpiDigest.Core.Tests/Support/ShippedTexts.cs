using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Tests.Support;

/// <summary>The texts shipped with the program.</summary>
internal static class ShippedTexts
{
    public static readonly TextLibrary All = TextLibrary.Read(
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "texts"), "*.json").Order(StringComparer.Ordinal)
            .Select(p => new TextFile(Path.GetFileNameWithoutExtension(p), p, File.ReadAllText(p)))]);

    public static LanguageTexts English => All.For("en");
}
