namespace KpiDigest.Core.Languages;

/// <summary>One text of a file.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Forms">The text by plural form; a text without forms stands under <c>other</c>.</param>
/// <param name="HasForms">Whether the file gives forms.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal sealed record TextEntry(string Key, IReadOnlyDictionary<string, string> Forms, bool HasForms, int Line)
{
    /// <summary>What is said of numbers without a form of their own.</summary>
    public string Text => Forms.GetValueOrDefault(PluralRule.Other, "");
}
