namespace KpiDigest.Rendering;

/// <summary>What HTML templates may hold. All of it shows something; none of it runs, loads, sends or frames anything.</summary>
internal static class MarkupLists
{
    public static readonly HashSet<string> Elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "head", "meta", "title", "style", "body", "header", "footer", "main", "nav", "section", "article", "aside", "div", "span", "p", "br", "hr", "wbr",
        "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "abbr", "q", "blockquote", "code", "pre", "time", "bdi", "bdo", "a", "img",
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "center", "font",
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "desc", "defs", "pattern",
        // For Outlook's Word engine, in conditional comments.
        "noscript", "xml", "o:OfficeDocumentSettings", "o:AllowPNG", "o:PixelsPerInch",
    };

    public static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "lang", "dir", "xmlns", "xmlns:o", "xmlns:v", "charset", "name", "content", "class", "id", "style", "title", "role", "alt", "href", "src", "datetime",
        "scope", "headers", "colspan", "rowspan", "span", "start", "width", "height", "align", "valign", "bgcolor", "border", "cellpadding", "cellspacing", "nowrap", "color", "face", "size",
        "viewbox", "preserveaspectratio", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "r", "cx", "cy", "rx", "ry", "d", "points", "transform", "fill", "fill-opacity", "stroke", "stroke-width",
        "stroke-dasharray", "stroke-linecap", "opacity", "text-anchor", "font-size", "font-weight", "font-family", "dominant-baseline", "focusable",
        "patternunits", "patterntransform",
    };

    /// <summary>Functions whose words are harmless in a style.</summary>
    public static readonly HashSet<string> SafeInStyles = new(StringComparer.Ordinal) { "colour", "fill", "line", "font", "darkRules", "cssText", "cssValue", "safeLink", "start", "end", "dir", "lang" };

    /// <summary>Functions of CSS that load nothing.</summary>
    public static readonly HashSet<string> StyleFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "counter", "counters", "calc", "min", "max", "minmax", "clamp", "repeat", "not", "is", "where", "has", "lang", "dir", "nth-child", "nth-of-type", "nth-last-child", "nth-last-of-type",
        "translate", "rotate", "scale", "translatex", "translatey", "fit-content", "media",
    };

    /// <summary>At-rules of CSS that load nothing.</summary>
    public static readonly HashSet<string> StyleRules = new(StringComparer.OrdinalIgnoreCase)
    {
        "media", "page", "supports", "top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right", "top-left-corner", "top-right-corner", "bottom-left-corner",
        "bottom-right-corner", "left-top", "left-middle", "left-bottom", "right-top", "right-middle", "right-bottom",
    };
}
