using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace KpiDigest.Rendering;

/// <summary>
/// Reads an HTML template as a browser would and keeps only what it can be sure of: elements and attributes of a list, names in text and in quoted
/// values alone, blocks that open and close at the same kind of place. So escaped data can never become markup, wherever in a template it stands. A name
/// in a style or a link is given the function that makes it harmless there.
/// </summary>
internal sealed partial class TemplateMarkup
{
    private readonly TemplateFile _file;
    private readonly string _source;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _value = new();
    private readonly Stack<string> _blocks = new();
    private readonly List<string> _faults = [];
    private string _element = "";
    private string _attribute = "";
    private int _at;

    private TemplateMarkup(TemplateFile file) => (_file, _source) = (file, file.Text);

    /// <summary>Faults with file and line; none: <paramref name="text"/> is the template to compile.</summary>
    public static IReadOnlyList<string> Read(TemplateFile file, out string text)
    {
        var markup = new TemplateMarkup(file);
        markup.ReadText();
        text = markup._text.ToString();
        return markup._faults;
    }

    private string Place => _attribute.Length > 0 ? "value of " + _attribute : _element == "style" ? "style" : "text";

    private void ReadText()
    {
        while (_at < _source.Length)
        {
            if (Next("{{")) Expression();
            else if (_element == "style") StyleText();
            else if (_source[_at] == '<') Markup();
            else Take(1);
        }

        if (_element == "style") Fault("<style> is not closed");
        if (_blocks.Count > 0) Fault("a block is not closed");
    }

    private void Markup()
    {
        if (Conditional().Match(_source, _at) is { Success: true } conditional) Take(conditional.Length);
        else if (Next("<!--")) Comment();
        else if (Tag().Match(_source, _at) is { Success: true } tag) OpenTag(tag.Groups[1].Value, tag.Length);
        else if (ClosingTag().Match(_source, _at) is { Success: true } closing) Take(closing.Length);
        else if (Doctype().Match(_source, _at) is { Success: true } doctype) Take(doctype.Length);
        else Refuse("'<' begins neither an element nor a comment: write &lt;");
    }

    private void Comment()
    {
        var end = _source.IndexOf("-->", _at + 4, StringComparison.Ordinal);
        var comment = end < 0 ? _source[_at..] : _source[_at..(end + 3)];
        if (end < 0 || comment.AsSpan(4, comment.Length - 7).ContainsAny("<>") || comment.Contains("{{", StringComparison.Ordinal))
            Refuse("a comment must end and hold neither '<', '>' nor names; use {{!-- --}}");
        else Take(comment.Length);
    }

    private void OpenTag(string name, int length)
    {
        if (!MarkupLists.Elements.Contains(name)) Fault($"the element '{name}' is not one that templates may hold");
        Take(length);
        while (_at < _source.Length && _source[_at] != '>')
        {
            if (Attribute().Match(_source, _at) is { Success: true } attribute) Value(name.ToLowerInvariant(), attribute);
            else if (char.IsWhiteSpace(_source[_at]) || _source[_at] == '/') Take(1);
            else
            {
                Refuse("inside a tag only attributes with quoted values may stand; names and blocks go into the quotes");
                return;
            }
        }

        Take(1);
        if (name.Equals("style", StringComparison.OrdinalIgnoreCase)) (_element, _) = ("style", _value.Clear());
    }

    private void Value(string element, Match attribute)
    {
        var quote = attribute.Groups[2].Value;
        _attribute = attribute.Groups[1].Value.ToLowerInvariant();
        if (!MarkupLists.Attributes.Contains(_attribute) && !_attribute.StartsWith("aria-", StringComparison.Ordinal)) Fault($"the attribute '{_attribute}' is not one that templates may hold");
        Take(attribute.Length);
        _value.Clear();
        while (quote.Length > 0 && _at < _source.Length && _source[_at] != quote[0])
        {
            if (Next("{{")) Expression();
            else if (_source[_at] is '<' or '>') Refuse("'<' and '>' in a value are written &lt; and &gt;");
            else
            {
                _value.Append(_source[_at]);
                Take(1);
            }
        }

        Take(quote.Length);
        foreach (var fault in MarkupValues.Faults(element, _attribute, WebUtility.HtmlDecode(_value.ToString()))) Fault(fault);
        _attribute = "";
    }

    private void StyleText()
    {
        if (StyleEnd().Match(_source, _at) is { Success: true } end)
        {
            foreach (var fault in MarkupValues.StyleFaults(_value.ToString())) Fault(fault);
            _element = "";
            Take(end.Length);
        }
        else if (_source[_at] == '<')
        {
            Refuse("'<' may not stand in a style");
        }
        else
        {
            _value.Append(_source[_at]);
            Take(1);
        }
    }

    private void Expression()
    {
        if (Remark().Match(_source, _at) is { Success: true } remark)
        {
            // Not passed on: nobody has to agree with the compiler on where it ends.
            _at += remark.Length;
            return;
        }

        var match = Mustache().Match(_source, _at);
        if (!match.Success)
        {
            Refuse("raw output ({{{ or {{&) is refused: data must be escaped; use {{name}}");
            return;
        }

        var inner = match.Groups[1].Value;
        Judge(inner);
        _text.Append(IsOutput(inner) ? Guarded(inner, match.Value) : match.Value);
        _value.Append(MarkupValues.Hole);
        _at += match.Length;
    }

    private static bool IsOutput(string inner) =>
        inner.Length > 0 && (char.IsLetter(inner[0]) || inner[0] is '.' or '@') && inner != "else" && !inner.StartsWith("else ", StringComparison.Ordinal);

    private void Judge(string inner)
    {
        if (inner.Length == 0 || inner[0] is '*' or '&' || inner.StartsWith("#*", StringComparison.Ordinal) || inner.StartsWith("#>", StringComparison.Ordinal))
            Fault($"{{{{{inner}}}}} is refused");
        else if (inner.Count(c => c == '"') % 2 != 0 || inner.Count(c => c == '\'') % 2 != 0) Fault($"{{{{{inner}}}}} has a quote that is not closed");
        else if (inner[0] is '#' || (inner[0] == '^' && inner.Length > 1)) _blocks.Push(Place);
        else if (inner[0] == '/') CloseBlock(inner);
        else if (inner is "else" or "^" || inner.StartsWith("else ", StringComparison.Ordinal)) SamePlace(_blocks.TryPeek(out var place) ? place : "");
        else if (inner[0] == '>' && Place != "text") Fault($"a part may not be called in a {Place}");
        else if (inner[0] == '>' && inner.Contains('(', StringComparison.Ordinal)) Fault("a part is called by its name");
        else if (Place != "text" && inner.Split((char[]?)null) is ["chart" or "logo" or "printLogo", ..]) Fault($"a chart or logo may not be drawn in a {Place}");
    }

    private void CloseBlock(string inner)
    {
        if (_blocks.TryPop(out var place)) SamePlace(place);
        else Fault($"{{{{{inner}}}}} closes nothing");
    }

    private void SamePlace(string place)
    {
        if (place != Place) Fault($"a block that opens in a {place} goes on in a {Place}");
    }

    /// <summary>The expression with the function its place asks for.</summary>
    private string Guarded(string inner, string whole)
    {
        var words = inner.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var function = MarkupValues.FunctionFor(_attribute, _element, _value.ToString());
        if (function is null || MarkupLists.SafeInStyles.Contains(words[0])) return whole;
        if (words.Length > 1) Fault($"the function {words[0]} may not stand in a {Place}");
        return "{{" + function + " " + inner + "}}";
    }

    private void Take(int length)
    {
        length = Math.Min(length, _source.Length - _at);
        _text.Append(_source, _at, length);
        _at += length;
    }

    private bool Next(string start) => string.CompareOrdinal(_source, _at, start, 0, start.Length) == 0;

    private void Fault(string fault) => _faults.Add($"{_file.Path}({_file.LineAt(Math.Min(_at, _source.Length))}): {fault}.");

    // After such a fault nothing behind it can be read for sure.
    private void Refuse(string fault)
    {
        Fault(fault);
        _blocks.Clear();
        (_at, _element) = (_source.Length, "");
    }

    [GeneratedRegex(@"\G(?:<!--\[if [a-z0-9 ()!|&]+\]>|<!\[endif\]-->)")]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\G<([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>])")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G</[a-zA-Z][a-zA-Z0-9:]*\s*>")]
    private static partial Regex ClosingTag();

    [GeneratedRegex(@"\G</style\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex StyleEnd();

    [GeneratedRegex(@"\G<!DOCTYPE html>", RegexOptions.IgnoreCase)]
    private static partial Regex Doctype();

    [GeneratedRegex(@"\G([a-zA-Z][a-zA-Z0-9:-]*)(?:=([""'])|(?=[\s/>]))")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\G\{\{~?!(?:--.*?--~?|(?!--)[^}]*)\}\}", RegexOptions.Singleline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\G\{\{~?\s*([^{}~!][^{}~]*?)\s*~?\}\}")]
    private static partial Regex Mustache();
}
