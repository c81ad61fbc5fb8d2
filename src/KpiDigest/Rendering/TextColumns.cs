using System.Globalization;
using System.Text;

namespace KpiDigest.Rendering;

/// <summary>Aligned columns and wrapped lines for the text part; East Asian wide characters count two.</summary>
internal static class TextColumns
{
    /// <summary>Width of the text part.</summary>
    public const int Width = 72;

    public static int WidthOf(string text)
    {
        var width = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) width += WidthOfElement(elements.GetTextElement());
        return width;
    }

    public static string PadRight(string text, int width)
    {
        var fitted = Fit(text, width - 1);
        return fitted + new string(' ', width - WidthOf(fitted));
    }

    public static string PadLeft(string text, int width)
    {
        var fitted = Fit(text, width - 1);
        return new string(' ', width - WidthOf(fitted)) + fitted;
    }

    /// <summary>Wraps long lines at blanks; later lines are indented as the first, behind its bullet. Words longer than a line stay whole, but for East Asian ones.</summary>
    public static string Wrap(string text, int width = Width)
    {
        var wrapped = new StringBuilder(text.Length + 64);
        foreach (var line in text.Split('\n'))
            WrapLine(wrapped, line.TrimEnd(), width);
        return wrapped.ToString().TrimEnd('\n') + "\n";
    }

    private static void WrapLine(StringBuilder wrapped, string line, int width)
    {
        if (WidthOf(line) <= width)
        {
            wrapped.Append(line).Append('\n');
            return;
        }

        var indent = new string(' ', line.TakeWhile(c => c == ' ').Count() + (line.TrimStart().Length > 1 && line.TrimStart()[0] is '*' or '-' && line.TrimStart()[1] == ' ' ? 2 : 0));
        var start = line[..line.TakeWhile(c => c == ' ').Count()];
        var current = new StringBuilder(start);
        var empty = true;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width - WidthOf(indent))))
        {
            if (!empty && WidthOf(current.ToString()) + 1 + WidthOf(word) > width)
            {
                wrapped.Append(current).Append('\n');
                current.Clear().Append(indent);
                empty = true;
            }

            if (!empty) current.Append(' ');
            current.Append(word);
            empty = false;
        }

        wrapped.Append(current).Append('\n');
    }

    // East Asian sentences have no blanks: they break between their characters. Other long words (links) stay whole.
    private static List<string> Pieces(string word, int width)
    {
        if (WidthOf(word) <= width || WidthOf(word) == word.Length) return [word];
        var pieces = new List<string> { "" };
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (WidthOf(pieces[^1]) + WidthOfElement(element) > width) pieces.Add("");
            pieces[^1] += element;
        }

        return pieces;
    }

    private static string Fit(string text, int width)
    {
        if (WidthOf(text) <= width) return text;
        var fitted = new StringBuilder();
        var used = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += WidthOfElement(element);
            if (used > width - 1) break;
            fitted.Append(element);
        }

        return fitted.Append('…').ToString();
    }

    private static int WidthOfElement(string element) =>
        Rune.GetRuneAt(element, 0).Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD)
            ? 2 : 1;
}
