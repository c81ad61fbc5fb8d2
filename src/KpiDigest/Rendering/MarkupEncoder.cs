using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace KpiDigest.Rendering;

/// <summary>For HTML templates: what could end text or a value of either quote is written as an entity; control characters become blanks.</summary>
internal sealed class MarkupEncoder : ITextEncoder
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<>&\"'`=\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\u000e\u000f\u001b\u007f");

    public IFormatProvider? FormatProvider { get; set; }

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            target.Write(rest[..at]);
            target.Write(Entity(rest[at]));
            rest = rest[(at + 1)..];
        }

        target.Write(rest);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var copy = new StringBuilder();
        while (text is not null && text.MoveNext()) copy.Append(text.Current);
        Encode(copy.ToString(), target);
    }

    private static string Entity(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        '\'' => "&#x27;",
        '`' => "&#x60;",
        '=' => "&#x3D;",
        _ => " ",
    };
}
