using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Core.Digests;

namespace KpiDigest.Rendering;

/// <summary>Judges attribute values and styles of a template, and makes data harmless that stands in them.</summary>
internal static partial class MarkupValues
{
    /// <summary>Stands for an expression in a value that is judged.</summary>
    public const char Hole = '\uFFFC';

    /// <summary>The function a name needs at a place; null: escaping is enough.</summary>
    /// <param name="attribute">The attribute; empty outside a tag.</param>
    /// <param name="element">The element whose text is read.</param>
    /// <param name="before">What stands before the name in the same value.</param>
    public static string? FunctionFor(string attribute, string element, string before) => attribute switch
    {
        "style" => "cssValue",
        "href" when before.Trim().Length == 0 => "safeLink",
        "" when element == "style" => "cssValue",
        _ => null,
    };

    /// <summary>Letters, digits, blanks and <c>. % # -</c>; nothing else can stand in a style as data.</summary>
    public static string CssValue(string text) => string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '%' or '#' or '-'));

    /// <summary>The link where it is https or mailto; else nothing.</summary>
    public static string SafeLink(string text) =>
        text.StartsWith("mailto:", StringComparison.Ordinal) && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? text : DigestText.SafeLink(text) ?? "";

    /// <summary>Faults of a decoded value; expressions in it are holes.</summary>
    public static IEnumerable<string> Faults(string element, string attribute, string value) => attribute switch
    {
        "href" when element != "a" => ["href may stand in a links only"],
        "href" when !Link().IsMatch(value) => ["links must be https or mailto, or a name alone"],
        "src" when element != "img" || !Picture().IsMatch(value) => ["remote or local resources (src) are refused: a picture is cid: or data:image/"],
        "style" => StyleFaults(value),
        _ when value.Contains("url(", StringComparison.OrdinalIgnoreCase) => ["remote or local resources (url()) are refused"],
        _ => [],
    };

    /// <summary>Faults of a style; expressions in it are holes, judged as if they were nothing.</summary>
    public static IEnumerable<string> StyleFaults(string style)
    {
        if (style.Contains(Hole + "(", StringComparison.Ordinal)) yield return "a name may not be followed by '(' in a style";
        var flat = Unescaped(StyleComment().Replace(style.Replace(Hole.ToString(), "", StringComparison.Ordinal), " "));
        foreach (Match function in Function().Matches(flat))
            if (!MarkupLists.StyleFunctions.Contains(function.Groups[1].Value)) yield return $"remote or local resources (src, url(), @import) are refused, and so is '{function.Groups[1].Value}()' in a style";
        foreach (Match rule in AtRule().Matches(flat))
            if (!MarkupLists.StyleRules.Contains(rule.Groups[1].Value)) yield return $"remote or local resources (src, url(), @import) are refused, and so is '@{rule.Groups[1].Value}' in a style";
        if (Binding().IsMatch(flat)) yield return "behavior and binding are refused in a style";
    }

    private static string Unescaped(string css) => Escape().Replace(css, e =>
        e.Groups[1].Success && int.TryParse(e.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code)
            ? new Rune(code).ToString() : e.Groups[2].Value);

    [GeneratedRegex(@"^\s*(?:https://|mailto:|#|\uFFFC\s*$)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s*(?:cid:|data:image/(?:png|jpeg|gif);base64,)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"/\*.*?(?:\*/|$)", RegexOptions.Singleline)]
    private static partial Regex StyleComment();

    [GeneratedRegex(@"([a-zA-Z_-][a-zA-Z0-9_-]*)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"@([a-zA-Z-]*)")]
    private static partial Regex AtRule();

    [GeneratedRegex(@"behaviou?r\s*:|-moz-binding", RegexOptions.IgnoreCase)]
    private static partial Regex Binding();

    [GeneratedRegex(@"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
