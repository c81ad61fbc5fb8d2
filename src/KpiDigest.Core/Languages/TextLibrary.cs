using System.Collections.Frozen;

namespace KpiDigest.Core.Languages;

/// <summary>The texts of all languages, as read from their files. Never changes.</summary>
public sealed class TextLibrary
{
    private const string English = "en";
    private readonly FrozenDictionary<string, LanguageTexts> _languages;
    private readonly Lazy<ReasonPatterns> _reasons;

    private TextLibrary(IEnumerable<LanguageTexts> languages, IReadOnlyList<string> faults, IEnumerable<TextEntry> english)
    {
        _reasons = new Lazy<ReasonPatterns>(() => new ReasonPatterns(english));
        _languages = languages.ToFrozenDictionary(l => l.Language, StringComparer.OrdinalIgnoreCase);
        Faults = faults;
    }

    /// <summary>No texts at all.</summary>
    public static TextLibrary Empty { get; } = new([new LanguageTexts(English, [], null)], [], []);

    /// <summary>What is wrong with the files, each with file and line.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>The languages there are texts of.</summary>
    public IReadOnlyCollection<string> Languages => _languages.Keys;

    /// <summary>Finds the text of a reason.</summary>
    internal ReasonPatterns Reasons => _reasons.Value;

    /// <summary>
    /// Reads files in their order: of two files of a language the later one replaces single texts of the earlier. The first English file says
    /// which texts there are, and stands behind all languages; <c>pt-BR</c> has <c>pt</c> before it.
    /// </summary>
    public static TextLibrary Read(IReadOnlyList<TextFile> files)
    {
        var (read, faults) = (new List<(TextFile File, IReadOnlyList<TextEntry> Texts)>(), new List<string>());
        foreach (var file in files)
        {
            try
            {
                read.Add((file, TextFileReader.Read(file)));
            }
            catch (FormatException fault)
            {
                faults.Add(fault.Message);
            }
        }

        var model = read.FirstOrDefault(r => r.File.Language == English);
        if (model.Texts is null) return new TextLibrary(Empty._languages.Values, [.. faults, "The texts texts/en.json are missing or broken: install the program again."], []);
        var english = new Dictionary<string, TextEntry>(StringComparer.Ordinal);
        foreach (var text in model.Texts) english[text.Key] = text;
        faults.AddRange(read.SelectMany(r => TextFaults.Of(r.File, r.Texts, english)));
        return new TextLibrary(ByLanguage(read), faults, english.Values);
    }

    /// <summary>The texts for a culture: its own, those of its language, else the English ones.</summary>
    public LanguageTexts For(string culture) =>
        _languages.GetValueOrDefault(culture) ?? _languages.GetValueOrDefault(culture.Split('-')[0]) ?? _languages[English];

    private static Dictionary<string, LanguageTexts>.ValueCollection ByLanguage(List<(TextFile File, IReadOnlyList<TextEntry> Texts)> read)
    {
        var languages = new Dictionary<string, LanguageTexts>(StringComparer.OrdinalIgnoreCase);
        // English first, then languages before their variants.
        foreach (var group in read.GroupBy(r => r.File.Language, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key != English).ThenBy(g => g.Key.Length))
            languages[group.Key] = new LanguageTexts(
                group.Key, group.SelectMany(r => r.Texts), languages.GetValueOrDefault(group.Key.Split('-')[0]) ?? languages.GetValueOrDefault(English));
        return languages.Values;
    }
}
