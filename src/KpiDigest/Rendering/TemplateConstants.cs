using System.Text.RegularExpressions;
using KpiDigest.Core.Languages;

namespace KpiDigest.Rendering;

/// <summary>
/// Writes into a template what does not depend on the model: colours, fonts and texts named by a word in quotes. So a mail of a thousand cells calls no
/// function for them.
/// </summary>
internal static partial class TemplateConstants
{
    /// <exception cref="TemplateException">The theme lacks a colour or font.</exception>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public static string Fold(TemplateFile file, Theme theme, LanguageTexts texts)
    {
        using var escaped = new StringWriter();
        string Escaped(string text)
        {
            escaped.GetStringBuilder().Clear();
            if (file.IsHtml) new MarkupEncoder().Encode(text, escaped);
            else new FlatTextEncoder().Encode(text, escaped);
            return escaped.ToString();
        }

        return Constant().Replace(TemplateRules.Checked(file), match =>
        {
            var argument = match.Groups[2].Value;
            var value = match.Groups[1].Value switch
            {
                "colour" => theme.Colour("text", argument),
                "fill" => theme.Colour("fill", argument),
                "line" => theme.Colour("line", argument),
                "font" => theme.Font(argument),
                "text" => Escaped(texts.Of(argument)),
                _ => Escaped(texts.Of(argument).ToUpperInvariant()),
            };
            // Braces or a backslash before the next expression could be read as part of it: such a text stays with its function.
            return value.AsSpan().ContainsAny("{}\\") ? match.Value : value;
        });
    }

    [GeneratedRegex(@"(?<![\\{])\{\{(colour|fill|line|font|text|upperText) ""([^""{}]*)""\}\}(?!\})")]
    private static partial Regex Constant();
}
