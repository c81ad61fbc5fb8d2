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

    /// <summary>Faults with file and line.</summary>
    public static IEnumerable<string> Check(TemplateFile file)
    {
        if (!file.IsHtml) yield break;
        foreach (var (shape, fault) in Refused)
            foreach (Match match in shape.Matches(file.Text))
                yield return $"{file.Path}({file.LineAt(match.Index)}): {fault}.";
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
