using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Rendering;

/// <summary>The company's logo: a PNG file beside <c>theme.json</c>, shown at a height, as wide as its shape asks for.</summary>
/// <param name="Picture">The file and the name a mail knows it by, which is made of its bytes.</param>
/// <param name="Width">Shown width in pixels.</param>
/// <param name="Height">Shown height in pixels.</param>
internal sealed partial record Logo(InlinePicture Picture, int Width, int Height)
{
    public const int MostBytes = 100 * 1024;
    public const int UsualHeight = 32;
    public const int LeastHeight = 12;
    public const int MostHeight = 80;

    // A phone shows 360 pixels less the margins.
    private const int MostWidth = 280;

    // A small file can unfold to a picture that no mail program has the memory for.
    private const int MostPixels = 2000;

    private static ReadOnlySpan<byte> Begin => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    private static ReadOnlySpan<byte> End => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xae, 0x42, 0x60, 0x82];

    /// <summary>True for the plain name of a PNG file without a folder.</summary>
    public static bool IsName(string name) => FileName().IsMatch(name);

    /// <param name="name">The file's name.</param>
    /// <param name="height">Height it is shown at, in pixels.</param>
    /// <param name="files">All files.</param>
    /// <exception cref="FormatException">The name is none of a PNG file, or there is no such file.</exception>
    /// <exception cref="TemplateException">The file is too large or no PNG, or would be shown too wide.</exception>
    public static Logo Read(string name, int height, IReadOnlyList<TemplateFile> files)
    {
        if (!IsName(name)) throw new FormatException($"brand.logo is '{name}' and must be the name of a PNG file beside theme.json, such as logo.png: letters, digits and hyphens.");
        var file = files.FirstOrDefault(f => f.Name == name) ?? throw new FormatException($"brand.logo: there is no {name} beside theme.json; put it there or clear brand.logo.");
        var png = Convert.FromBase64String(file.Text);
        var (wide, high) = Size(png, file.Path);
        var width = (int)Math.Max(1, Math.Round((double)wide * height / high));
        if (width > MostWidth) throw new TemplateException($"{file.Path}: {height} pixels high it is {width} wide and may be {MostWidth}: choose a smaller brand.logoHeight or a narrower logo.");
        return new Logo(new InlinePicture($"logo-{Convert.ToHexStringLower(SHA256.HashData(png).AsSpan(0, 12))}@kpidigest", new MimeAttachment(name, "image/png", png)), width, height);
    }

    private static (int Wide, int High) Size(byte[] png, string path)
    {
        if (png.Length == 0) throw new TemplateException($"{path}: empty or larger than {MostBytes / 1024} KB, so no logo.");
        if (!png.AsSpan().StartsWith(Begin) || !png.AsSpan().EndsWith(End) || png.Length < Begin.Length + 8)
            throw new TemplateException($"{path}: no PNG file, or not a whole one.");
        var (wide, high) = (BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20)));
        return wide is >= 1 and <= MostPixels && high is >= 1 and <= MostPixels
            ? ((int)wide, (int)high)
            : throw new TemplateException($"{path}: {wide} by {high} pixels; a logo has 1 to {MostPixels} each way.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.png\z")]
    private static partial Regex FileName();
}
