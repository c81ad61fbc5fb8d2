using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Languages;
using KpiDigest.Outbox;

namespace KpiDigest.Web;

/// <summary>The one page: what stands, and a button for each wish. It needs no script, picture or cookie and names nobody.</summary>
internal static class ReaderPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
        + "button{font:inherit;padding:.5rem 1rem;margin:.25rem 0;min-width:16rem;border:1px solid #595959;border-radius:4px;background:#f2f2f2;color:#1a1a1a}"
        + "@media(prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}button{background:#333;color:#eee;border-color:#aaa}}";

    /// <summary>Lets in this page's own style and its forms, nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static string Of(LanguageTexts texts, string digest, Suppression? stands, bool saved)
    {
        var page = new StringBuilder();
        var title = Html(texts.Of("web.title"));
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{Html(texts.Language)}\" dir=\"{(texts.IsRightToLeft ? "rtl" : "ltr")}\"><head><meta charset=\"utf-8\">");
        page.Append(CultureInfo.InvariantCulture, $"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{Style}</style></head><body><main><h1>{title}</h1>");
        if (saved) page.Append(CultureInfo.InvariantCulture, $"<p role=\"status\"><strong>{Html(texts.Of("web.saved"))}</strong></p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Html(Filled(texts, "web.digest", "digest", digest))}</p><p>{Html(Stands(texts, stands))}</p><form method=\"post\">");
        foreach (var (wish, key) in Buttons(stands)) page.Append(CultureInfo.InvariantCulture, $"<p><button name=\"wish\" value=\"{wish}\">{Html(texts.Of(key))}</button></p>");
        return page.Append(CultureInfo.InvariantCulture, $"</form><p>{Html(texts.Of("web.link"))}</p></main></body></html>\n").ToString();
    }

    private static IEnumerable<(Wish Wish, string Key)> Buttons(Suppression? stands)
    {
        if (stands?.Kind is SuppressionKind.Stopped or SuppressionKind.Paused) yield return (Wish.Start, "web.start");
        if (stands?.Kind is null or SuppressionKind.Paused) yield return (Wish.Pause, "web.pause");
        if (stands?.Kind is null or SuppressionKind.Paused) yield return (Wish.Stop, "web.stop");
        if (stands is not { Kind: SuppressionKind.Stopped, Digest: "" }) yield return (Wish.StopAll, "web.stop-all");
    }

    private static string Stands(LanguageTexts texts, Suppression? stands) => stands switch
    {
        null => texts.Of("web.active"),
        { Kind: SuppressionKind.Paused, Until: { } until } => Filled(texts, "web.paused", "date", until.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)),
        { Kind: SuppressionKind.Stopped, Digest: "" } => texts.Of("web.stopped-all"),
        { Kind: SuppressionKind.Stopped } => texts.Of("web.stopped"),
        _ => texts.Of("web.bounced"),
    };

    private static string Filled(LanguageTexts texts, string key, string place, string value) => LanguageTexts.Fill(texts.Of(key), new Dictionary<string, string> { [place] = value });

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
