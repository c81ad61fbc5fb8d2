using System.Text;
using HandlebarsDotNet;

namespace KpiDigest.Rendering;

/// <summary>For text templates: nothing is escaped, but data can never start a line of its own; control characters become blanks.</summary>
internal sealed class FlatTextEncoder : ITextEncoder
{
    public IFormatProvider? FormatProvider { get; set; }

    public void Encode(StringBuilder? text, TextWriter target)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++) Write(text![i], target);
    }

    public void Encode(string? text, TextWriter target)
    {
        foreach (var c in text ?? "") Write(c, target);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        while (text is not null && text.MoveNext()) Write(text.Current, target);
    }

    private static void Write(char c, TextWriter target) => target.Write(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
}
