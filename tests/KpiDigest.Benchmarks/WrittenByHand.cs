using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Rendering;

namespace KpiDigest.Benchmarks;

/// <summary>
/// The same mail as hand-written code would make it: a StringBuilder that appends the markup as it stands and each text encoded. No model, no
/// template, no number to format: the least that any renderer must do.
/// </summary>
internal sealed partial class WrittenByHand
{
    private readonly List<(string Piece, bool IsText)> _html;
    private readonly string[] _lines;
    private readonly string _subject;

    public WrittenByHand(RenderedDigest mail)
    {
        _html = [.. Tag().Split(mail.Html).Where(piece => piece.Length > 0).Select(piece => piece.StartsWith('<') ? (piece, false) : (WebUtility.HtmlDecode(piece), true))];
        _lines = mail.Text.Split('\n');
        _subject = mail.Subject;
        if (WebUtility.HtmlDecode(Render().Html) != WebUtility.HtmlDecode(mail.Html))
            throw new InvalidOperationException("The baseline does not write the same mail.");
    }

    public RenderedDigest Render()
    {
        var html = new StringBuilder();
        foreach (var (piece, isText) in _html)
            html.Append(isText ? WebUtility.HtmlEncode(piece) : piece);
        var text = new StringBuilder();
        foreach (var line in _lines)
            text.Append(line).Append('\n');
        return new RenderedDigest(_subject, html.ToString(), text.ToString(), []);
    }

    [GeneratedRegex("(<[^>]*>)")]
    private static partial Regex Tag();
}
