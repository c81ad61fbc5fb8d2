using System.Text.Json;

namespace KpiDigest.Rendering;

/// <summary>Who sends, from the theme's <c>brand</c>.</summary>
/// <param name="Company">Name in headers and footers where the configuration says none; empty: none.</param>
/// <param name="Address">Postal address in the footer where the configuration says none; empty: none.</param>
/// <param name="Logo">Null: none.</param>
internal sealed record Brand(string Company, string Address, Logo? Logo)
{
    public static readonly Brand None = new("", "", null);

    private static readonly string[] Names = ["company", "address", "logo", "logoHeight"];

    /// <param name="entries">The entries of <c>brand</c> by name.</param>
    /// <param name="files">All files; the logo is one of them.</param>
    /// <exception cref="FormatException">An entry is not known or not what it must be.</exception>
    /// <exception cref="TemplateException">The logo's file cannot be shown in a mail.</exception>
    public static Brand Read(IReadOnlyDictionary<string, JsonElement> entries, IReadOnlyList<TemplateFile> files)
    {
        if (entries.Keys.Except(Names).FirstOrDefault() is { } unknown) throw new FormatException($"brand has no '{unknown}': there are {string.Join(", ", Names)}.");
        var (logo, height) = (Text(entries, "logo"), Height(entries));
        return new Brand(Text(entries, "company"), Text(entries, "address"), logo.Length == 0 ? null : Logo.Read(logo, height, files));
    }

    private static string Text(IReadOnlyDictionary<string, JsonElement> entries, string name) =>
        !entries.TryGetValue(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw new FormatException($"brand.{name} must be a text.");

    private static int Height(IReadOnlyDictionary<string, JsonElement> entries) =>
        !entries.TryGetValue("logoHeight", out var value) ? Logo.UsualHeight
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var height) && height is >= Logo.LeastHeight and <= Logo.MostHeight ? height
        : throw new FormatException($"brand.logoHeight must be a whole number of pixels from {Logo.LeastHeight} to {Logo.MostHeight}.");
}
