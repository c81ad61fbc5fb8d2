namespace KpiDigest.Core.Digests;

/// <summary>A verdict that survives without colour: shape, word and tone.</summary>
/// <param name="Shape">▲, ●, ▼ or ○.</param>
/// <param name="Word">One or two words.</param>
/// <param name="Tone"><c>good</c>, <c>warn</c>, <c>bad</c> or <c>muted</c>; names a colour of the theme.</param>
public sealed record DigestStatus(string Shape, string Word, string Tone)
{
    /// <summary>Whether it is red.</summary>
    internal bool IsBad => Tone == "bad";

    /// <summary>Good.</summary>
    public static DigestStatus Good(string word) => new("▲", word, "good");

    /// <summary>To be watched.</summary>
    public static DigestStatus Warn(string word) => new("●", word, "warn");

    /// <summary>Bad.</summary>
    public static DigestStatus Bad(string word) => new("▼", word, "bad");

    /// <summary>No verdict.</summary>
    public static DigestStatus None(string word) => new("○", word, "muted");
}
