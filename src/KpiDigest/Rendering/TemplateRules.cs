using System.Text.RegularExpressions;

namespace KpiDigest.Rendering;

/// <summary>What an HTML template must never contain; the same rules judge what the print page became.</summary>
internal static partial class TemplateRules
{
    private static readonly (Regex Shape, string Fault)[] Refused =
    [
        (RawOutput(), "raw output ({{{ or {{&) is refused: data must be escaped; use {{name}}"),
        (ActiveElement(), "script, iframe, frame, object, embed, applet, base, link, form, video, audio and portal elements are refused"),
        (HttpEquiv(), "http-equiv is refused: the renderer writes the page's policy itself"),
        (Handler(), "event handlers (on…=) are refused"),
        (Remote(), "remote or local resources (src, background, srcset, url(), @import) are refused: nothing is loaded when the page is shown"),
        (Scheme(), "file:, javascript: and vbscript: addresses are refused"),
        (PlainLink(), "links must be https"),
    ];

    /// <summary>Faults with file and line: first what is well known, in plain words; where there is none, what a reading of the whole file finds.</summary>
    public static IReadOnlyList<string> Check(TemplateFile file)
    {
        if (!file.IsHtml) return [];
        var known = from rule in Refused from Match match in rule.Shape.Matches(file.Text) select $"{file.Path}({file.LineAt(match.Index)}): {rule.Fault}.";
        return known.ToList() is { Count: > 0 } faults ? faults : TemplateMarkup.Read(file, out _);
    }

    /// <summary>The text to compile, with names in styles and links made harmless; a text template stays as it is.</summary>
    /// <exception cref="TemplateException">It breaks a rule.</exception>
    public static string Checked(TemplateFile file)
    {
        if (Check(file) is [var fault, ..]) throw new TemplateException(fault);
        if (!file.IsHtml) return file.Text;
        TemplateMarkup.Read(file, out var text);
        return text;
    }

    /// <summary>The first rule a finished page breaks, or null. Data cannot break one: each shape needs a character that escaping takes away.</summary>
    public static string? Broken(string page) =>
        Refused.Skip(1).Where(rule => rule.Shape.IsMatch(page)).Select(rule => rule.Fault).FirstOrDefault();

    [GeneratedRegex(@"\{\{\{|\{\{~?\s*&")]
    private static partial Regex RawOutput();

    [GeneratedRegex(@"<\s*/?\s*(script|iframe|frame|frameset|object|embed|applet|base|link|form|input|video|audio|portal|foreignObject|animate|set)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ActiveElement();

    [GeneratedRegex(@"http-equiv\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex HttpEquiv();

    [GeneratedRegex(@"<[a-z!][^>]*[\s""'/]on[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();

    [GeneratedRegex(
        @"<[^>]*[\s""'/](src|srcset|background|poster|lowsrc|dynsrc|xlink:href)\s*=\s*(?!['""]?\s*(data:image/|cid:))|<\s*(image|use)\b"
        + @"|style\s*=\s*(""[^""]*|'[^']*)(url\s*\(|@import)|<style[^>]*>[^<]*(url\s*\(|@import)", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();

    [GeneratedRegex(@"(href|src|action)\s*=\s*['""]?\s*(file|javascript|vbscript)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"<a\b[^>]*\shref\s*=\s*['""]?\s*(?!\s|https://|mailto:|\{\{|#|['""])", RegexOptions.IgnoreCase)]
    private static partial Regex PlainLink();
}
