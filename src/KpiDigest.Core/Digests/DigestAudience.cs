using KpiDigest.Core.Languages;
using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>For whom figures are put into words.</summary>
/// <param name="Name">The recipient's name; empty: unknown.</param>
/// <param name="Culture">Culture name (<c>en-US</c>); every formatted number and date follows it.</param>
/// <param name="Zone">Zone in which instants are shown.</param>
/// <param name="Company">The company's name as shown in headers and footers.</param>
/// <param name="Source">Where the data comes from, for the footer ("HubSpot").</param>
/// <param name="Notes">What the gate wants said in the mail (stale source, unmapped owners).</param>
public sealed record DigestAudience(string Name, string Culture, DateTimeZone Zone, string Company, string Source, IReadOnlyList<string> Notes)
{
    /// <summary>The note that makes a digest a preliminary one: its subject says so, too.</summary>
    public const string Preliminary = "Preliminary figures: the data behind them was not complete when this was sent.";

    /// <summary>Whether it goes out although its data is not complete.</summary>
    public bool IsPreliminary => Notes.Contains(Preliminary);

    /// <summary>Where the recipient stops or changes the mail: a mailto or https link, the one of List-Unsubscribe; empty: the administrator is named.</summary>
    public string Unsubscribe { get; init; } = "";

    /// <summary>The texts of all languages; the renderer gives those in force.</summary>
    public TextLibrary Texts { get; init; } = TextLibrary.Empty;

    /// <summary>The numbers the reader was sent before of the same period, where this digest corrects them; else empty.</summary>
    public IReadOnlyList<DigestNumber> Before { get; init; } = [];
}
