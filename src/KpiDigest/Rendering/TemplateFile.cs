namespace KpiDigest.Rendering;

/// <summary>One template or partial as read.</summary>
/// <param name="Name">Path inside the templates folder with forward slashes: <c>weekly/body.html</c>.</param>
/// <param name="Path">Where it was read from, for messages.</param>
/// <param name="Text">Contents with LF line ends; of a picture its base64, or nothing where it is too large.</param>
internal sealed record TemplateFile(string Name, string Path, string Text)
{
    public bool IsHtml => Name.EndsWith(".html", StringComparison.Ordinal);

    public bool IsText => Name.EndsWith(".txt", StringComparison.Ordinal);

    public bool IsShared => Name.StartsWith("shared/", StringComparison.Ordinal);

    public bool IsTexts => Name.StartsWith("texts/", StringComparison.Ordinal) && Name.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>The theme shipped, or the own one that is read over it.</summary>
    public bool IsTheme => Name == Theme.FileName || Name == Theme.FileName + TemplateFolder.OwnMark;

    /// <summary>The name a partial is called by: <c>bar</c> for <c>shared/bar.html</c>.</summary>
    public string Partial => System.IO.Path.GetFileNameWithoutExtension(Name);

    /// <summary>The line of an offset, from 1.</summary>
    public int LineAt(int offset) => Text.AsSpan(0, Math.Min(offset, Text.Length)).Count('\n') + 1;
}
