using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KpiDigest.Rendering;

/// <summary>Colours, fonts and brand from <c>theme.json</c>; colours and fonts are checked so that they can stand in a style as they are.</summary>
internal sealed partial class Theme
{
    public const string FileName = "theme.json";

    private readonly Dictionary<string, string> _fonts = [];
    private readonly Dictionary<(string Group, string Name), (string Light, string Dark)> _colours = [];

    private readonly Dictionary<string, JsonElement> _brand = [];

    private Theme()
    {
    }

    /// <summary>Company, address and logo.</summary>
    public Brand Brand { get; private set; } = Brand.None;

    /// <summary>Rules that turn every colour class dark: <c>t-</c> text, <c>f-</c> fill, <c>b-</c> border.</summary>
    public string DarkRules { get; private set; } = "";

    /// <summary>Reads the theme shipped and, over it, an own one, which holds only what differs.</summary>
    /// <param name="files">All files; the logo is one of them.</param>
    /// <exception cref="TemplateException">No JSON, a value that is no six-digit colour or no font list, or no logo that a mail can show.</exception>
    public static Theme Read(IReadOnlyList<TemplateFile> files)
    {
        var theme = new Theme();
        foreach (var file in files.Where(f => f.IsTheme)) theme.Read(file, files);
        theme.DarkRules = theme.WriteDarkRules();
        return theme;
    }

    public string Font(string name) => _fonts.TryGetValue(name, out var font)
        ? font : throw new TemplateException($"{FileName} has no font '{name}'; it has {string.Join(", ", _fonts.Keys)}.");

    /// <param name="group"><c>text</c>, <c>fill</c> or <c>line</c>.</param>
    /// <param name="name">The colour's name.</param>
    public string Colour(string group, string name) => _colours.TryGetValue((group, name), out var colour)
        ? colour.Light : throw new TemplateException($"{FileName} has no {group} colour '{name}'.");

    private void Read(TemplateFile file, IReadOnlyList<TemplateFile> files)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Text);
            foreach (var group in json.RootElement.EnumerateObject())
                foreach (var entry in group.Value.EnumerateObject())
                    Add(group.Name, entry);
            Brand = Brand.Read(_brand, files);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TemplateException($"{file.Path}: {fault.Message}", fault);
        }
    }

    private void Add(string group, JsonProperty entry)
    {
        if (!ClassName().IsMatch(entry.Name)) throw new FormatException($"'{entry.Name}' is no name: use letters.");
        if (group == "fonts")
        {
            _fonts[entry.Name] = Checked(Fonts(), entry.Value.GetString(), entry.Name, "a list of font names without quotes");
            return;
        }

        if (group == "brand")
        {
            _brand[entry.Name] = entry.Value.Clone();
            return;
        }

        if (group is not ("text" or "fill" or "line")) throw new FormatException($"'{group}' is no group: there are brand, fonts, text, fill and line.");
        _colours[(group, entry.Name)] = (Hex(entry, "light"), Hex(entry, "dark"));
    }

    private static string Hex(JsonProperty entry, string scheme) =>
        Checked(SixDigits(), entry.Value.GetProperty(scheme).GetString(), $"{entry.Name}.{scheme}", "a colour of six digits such as #1d3a63");

    private static string Checked(Regex shape, string? value, string name, string wanted) =>
        value is not null && shape.IsMatch(value) ? value : throw new FormatException($"{name} is '{value}' and must be {wanted}.");

    private string WriteDarkRules()
    {
        var rules = new StringBuilder();
        foreach (var ((group, name), (_, dark)) in _colours)
        {
            var (prefix, property) = group switch { "text" => ("t", "color"), "fill" => ("f", "background-color"), _ => ("b", "border-color") };
            rules.Append('.').Append(prefix).Append('-').Append(name).Append('{').Append(property).Append(':').Append(dark).Append(" !important}");
        }

        return rules.ToString();
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[A-Za-z0-9 ,-]{1,200}$")]
    private static partial Regex Fonts();

    [GeneratedRegex("^[a-zA-Z]{1,20}$")]
    private static partial Regex ClassName();
}
