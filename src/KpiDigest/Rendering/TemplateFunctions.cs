using System.Globalization;
using System.Text;
using HandlebarsDotNet;
using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Languages;
using KpiDigest.Rendering.Charts;

namespace KpiDigest.Rendering;

/// <summary>The functions templates may call. Everything a function writes is either escaped or made here.</summary>
internal static class TemplateFunctions
{
    /// <summary>The text of a key in the reader's language.</summary>
    public const string TextFunction = "text";

    /// <summary>The same in capitals, for headings of a text part.</summary>
    public const string UpperTextFunction = "upperText";

    /// <summary>Names with their numbers of arguments.</summary>
    public static readonly IReadOnlyDictionary<string, int> Names = new Dictionary<string, int>
    {
        ["colour"] = 1,
        ["fill"] = 1,
        ["line"] = 1,
        ["font"] = 1,
        ["darkRules"] = 0,
        ["upper"] = 1,
        ["padLeft"] = 2,
        ["padRight"] = 2,
        ["rule"] = 1,
        ["chart"] = 1,
        ["logo"] = 1,
        ["printLogo"] = 1,
        ["cssText"] = 1,
        [TextFunction] = 1,
        [UpperTextFunction] = 1,
        ["lang"] = 0,
        ["dir"] = 0,
        ["start"] = 0,
        ["end"] = 0,
        ["cssValue"] = 1,
        ["safeLink"] = 1,
    };

    public static void Register(IHandlebars handlebars, Theme theme, LanguageTexts texts)
    {
        RegisterLanguage(handlebars, texts);
        handlebars.RegisterHelper("logo", (writer, _, arguments) => writer.WriteSafeString(LogoMarkup.Mail(theme, Text(arguments, 0))));
        handlebars.RegisterHelper("printLogo", (writer, _, arguments) => writer.WriteSafeString(LogoMarkup.Print(theme, Text(arguments, 0), texts.IsRightToLeft)));
        handlebars.RegisterHelper("colour", (writer, _, arguments) => writer.WriteSafeString(theme.Colour("text", Text(arguments, 0))));
        handlebars.RegisterHelper("fill", (writer, _, arguments) => writer.WriteSafeString(theme.Colour("fill", Text(arguments, 0))));
        handlebars.RegisterHelper("line", (writer, _, arguments) => writer.WriteSafeString(theme.Colour("line", Text(arguments, 0))));
        handlebars.RegisterHelper("font", (writer, _, arguments) => writer.WriteSafeString(theme.Font(Text(arguments, 0))));
        handlebars.RegisterHelper("darkRules", (writer, _, _) => writer.WriteSafeString(theme.DarkRules));
        handlebars.RegisterHelper("upper", (writer, _, arguments) => writer.Write(Text(arguments, 0).ToUpperInvariant()));
        handlebars.RegisterHelper("padLeft", (writer, _, arguments) => writer.Write(TextColumns.PadLeft(Text(arguments, 0), Number(arguments, 1))));
        handlebars.RegisterHelper("padRight", (writer, _, arguments) => writer.Write(TextColumns.PadRight(Text(arguments, 0), Number(arguments, 1))));
        handlebars.RegisterHelper("rule", (writer, _, arguments) => writer.WriteSafeString(new string('-', Number(arguments, 0))));
        handlebars.RegisterHelper("chart", (writer, _, arguments) => writer.WriteSafeString(SvgChart.Draw(arguments[0] as ChartModel, theme)));
        handlebars.RegisterHelper("cssValue", (writer, _, arguments) => writer.WriteSafeString(MarkupValues.CssValue(Text(arguments, 0))));
        handlebars.RegisterHelper("safeLink", (writer, _, arguments) => writer.Write(MarkupValues.SafeLink(Text(arguments, 0))));
        handlebars.RegisterHelper("cssText", (writer, _, arguments) => writer.WriteSafeString(CssText(Text(arguments, 0))));
    }

    private static void RegisterLanguage(IHandlebars handlebars, LanguageTexts texts)
    {
        var (start, end) = texts.IsRightToLeft ? ("right", "left") : ("left", "right");
        handlebars.RegisterHelper(TextFunction, (writer, _, arguments) => writer.Write(texts.Of(Text(arguments, 0))));
        handlebars.RegisterHelper(UpperTextFunction, (writer, _, arguments) => writer.Write(texts.Of(Text(arguments, 0)).ToUpperInvariant()));
        handlebars.RegisterHelper("lang", (writer, _, _) => writer.Write(texts.Language));
        handlebars.RegisterHelper("dir", (writer, _, _) => writer.WriteSafeString(texts.IsRightToLeft ? "rtl" : "ltr"));
        handlebars.RegisterHelper("start", (writer, _, _) => writer.WriteSafeString(start));
        handlebars.RegisterHelper("end", (writer, _, _) => writer.WriteSafeString(end));
    }

    /// <summary>Text fit for a CSS string: everything but letters and digits is escaped by number.</summary>
    public static string CssText(string text)
    {
        var css = new StringBuilder(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
            if (rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value)) css.Append((char)rune.Value);
            else css.Append('\\').Append(rune.Value.ToString("x6", CultureInfo.InvariantCulture));
        return css.ToString();
    }

    private static string Text(Arguments arguments, int index) =>
        arguments.Length > index ? Convert.ToString(arguments[index], CultureInfo.InvariantCulture) ?? "" : "";

    private static int Number(Arguments arguments, int index) =>
        int.TryParse(Text(arguments, index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 200) : 1;
}
