using System.Globalization;

namespace KpiDigest.Rendering;

/// <summary>Writes the logo into a page; nothing where there is none. It stands on the dark band, which is dark in both schemes and in print.</summary>
internal static class LogoMarkup
{
    /// <summary>In a mail: a part of the message. Where pictures are off its words stand there in the colour of the title.</summary>
    public static string Mail(Theme theme, string words)
    {
        if (theme.Brand.Logo is not { } logo) return "";
        var looks = $"display:block;border:0;font-family:{theme.Font("mail")};font-size:14px;line-height:18px;font-weight:bold;color:{theme.Colour("text", "title")};";
        return $"<p style=\"margin:0 0 8px 0;\">{Image(logo, logo.Picture.Address, words, "t-title", looks)}</p>";
    }

    /// <summary>On the print page: in the page itself, as nothing is loaded there.</summary>
    public static string Print(Theme theme, string words, bool rightToLeft)
    {
        if (theme.Brand.Logo is not { } logo) return "";
        var (start, end) = rightToLeft ? ("right", "left") : ("left", "right");
        var looks = $"float:{end};box-sizing:content-box;margin-{start}:4mm;margin-bottom:2mm;padding:2mm 3mm;background-color:{theme.Colour("fill", "band")};";
        return Image(logo, logo.Picture.DataAddress, words, "logo", looks);
    }

    private static string Image(Logo logo, string address, string words, string name, string looks)
    {
        using var escaped = new StringWriter(CultureInfo.InvariantCulture);
        new MarkupEncoder().Encode(words, escaped);
        return string.Create(CultureInfo.InvariantCulture, $"<img src=\"{address}\" alt=\"{escaped}\" width=\"{logo.Width}\" height=\"{logo.Height}\" class=\"{name}\" style=\"{looks}\">");
    }
}
