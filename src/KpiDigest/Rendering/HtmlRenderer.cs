using System.Text.RegularExpressions;

namespace KpiDigest.Rendering;

/// <summary>The last touch on HTML: a mail without indentation, a print page with the policy that forbids it to load anything.</summary>
internal static partial class HtmlRenderer
{
    private const string Policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">";

    /// <summary>Drops indentation and empty lines; what is shown does not change.</summary>
    public static string Mail(string html) => Indentation().Replace(html, "\n").Trim() + "\n";

    /// <summary>A page fit to print: blanks collapsed (so that wrapped lines keep theirs), the policy as the first child of head.</summary>
    /// <exception cref="TemplateException">The page has no head, or breaks a rule.</exception>
    public static string PrintPage(string html)
    {
        if (TemplateRules.Broken(html) is { } fault) throw new TemplateException($"The print page breaks a rule: {fault}.");
        var flat = Blanks().Replace(html, " ");
        flat = BeforeClosing().Replace(AfterOpening().Replace(flat, "$1"), "$1");
        var head = Head().Match(flat);
        if (!head.Success) throw new TemplateException("The print page must begin with <!DOCTYPE html>, <html> and <head>: the policy is written there.");
        return flat.Insert(head.Index + head.Length, Policy);
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Indentation();

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(<(?:h[1-6]|p|li|td|th|caption|div)\b[^>]*>) ", RegexOptions.IgnoreCase)]
    private static partial Regex AfterOpening();

    [GeneratedRegex(@" (</(?:h[1-6]|p|li|td|th|caption|div)>)", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeClosing();

    [GeneratedRegex(@"^\s*<!DOCTYPE html>\s*<html\b[^<>]*>\s*<head>", RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
