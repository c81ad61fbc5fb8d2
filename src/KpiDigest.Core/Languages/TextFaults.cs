using System.Text.RegularExpressions;

namespace KpiDigest.Core.Languages;

/// <summary>What is wrong with the texts of a file, measured by the English ones: keys, plural forms, places.</summary>
internal static partial class TextFaults
{
    public static IEnumerable<string> Of(TextFile file, IReadOnlyList<TextEntry> texts, IReadOnlyDictionary<string, TextEntry> english)
    {
        foreach (var twice in texts.GroupBy(t => t.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return At(file, twice.Last(), "stands twice");
        foreach (var text in texts)
            foreach (var fault in english.TryGetValue(text.Key, out var model) ? Faults(file, text, model) : ["is not a key of this program"])
                yield return At(file, text, fault);
    }

    /// <summary>The places of a text in alphabetical order.</summary>
    public static IReadOnlyList<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Faults(TextFile file, TextEntry text, TextEntry english)
    {
        if (text.HasForms) foreach (var fault in Forms(file.Language, text, english)) yield return fault;
        var scale = text.Key.StartsWith(LanguageTexts.Scales, StringComparison.Ordinal);
        var wanted = scale ? ["number"] : Places(english.Text);
        foreach (var (form, said) in text.Forms)
        {
            if (said.Length == 0 && scale) continue;
            var places = Places(said);
            foreach (var place in places.Except(wanted)) yield return $"has a place {{{place}}}, which nothing fills; there are {string.Join(", ", wanted.Select(w => $"{{{w}}}"))}";
            foreach (var place in wanted.Except(places).Where(p => form == PluralRule.Other || p != "count")) yield return $"lacks the place {{{place}}}";
            if (Place().Replace(said, "").AsSpan().IndexOfAny('{', '}') >= 0) yield return "has a brace that belongs to no place";
        }
    }

    private static IEnumerable<string> Forms(string language, TextEntry text, TextEntry english)
    {
        var forms = PluralRule.For(language).Forms;
        if (!english.HasForms) yield return "has plural forms, but counts nothing";
        foreach (var form in text.Forms.Keys.Except(forms)) yield return $"has the form '{form}'; the forms of {language} are {string.Join(", ", forms)}";
        foreach (var form in forms.Except(text.Forms.Keys)) yield return $"lacks the form '{form}'; the forms of {language} are {string.Join(", ", forms)}";
    }

    private static string At(TextFile file, TextEntry text, string fault) => $"{file.Path}({text.Line}): '{text.Key}' {fault}.";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
