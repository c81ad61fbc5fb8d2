namespace KpiDigest.Core.Languages;

/// <summary>A file of texts as read.</summary>
/// <param name="Language">The language it is for, from its name: <c>de</c>, <c>pt-BR</c>.</param>
/// <param name="Path">Where it was read from, for messages.</param>
/// <param name="Json">Contents.</param>
public sealed record TextFile(string Language, string Path, string Json);
