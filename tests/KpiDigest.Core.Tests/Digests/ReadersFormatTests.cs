using KpiDigest.Core.Digests;
using KpiDigest.Core.Tests.Support;

namespace KpiDigest.Core.Tests.Digests;

/// <summary>Units and short amounts as each shipped language writes them.</summary>
public sealed class ReadersFormatTests
{
    [Theory]
    [InlineData("de-DE", 9_999, "9.999 €")]
    [InlineData("de-DE", 310_000, "310 Tsd. €")]
    [InlineData("de-DE", 1_243_000, "1,24 Mio. €")]
    [InlineData("de-DE", 2_050_000_000, "2,05 Mrd. €")]
    [InlineData("ja-JP", 9_999, "€9,999")]
    [InlineData("ja-JP", 310_000, "€31.0万")]
    [InlineData("ja-JP", 12_430_000, "€1,243万")]
    [InlineData("ja-JP", 124_300_000, "€1.24億")]
    [InlineData("ja-JP", -124_300_000, "−€1.24億")]
    public void Amounts_are_shortened_by_the_units_of_the_language(string culture, decimal amount, string text) => Assert.Equal(text, Plain(Format(culture).Money(amount)));

    [Fact]
    public void Numbers_in_right_to_left_text_stand_between_isolates()
    {
        var arabic = Format("ar");
        Assert.All([arabic.Percent(0.94m), arabic.Change(-0.12m), arabic.Money(1_243_000), arabic.Count(5), arabic.Multiple(2.8m)], text =>
        {
            Assert.Equal(('\u2066', '\u2069'), (text[0], text[^1]));
            Assert.Single(text, '\u2066');
        });
        Assert.Equal("\u2068Northwind\u2069", arabic.Foreign("Northwind"));
    }

    [Fact]
    public void In_left_to_right_text_only_right_to_left_names_are_isolated() =>
        Assert.Equal(("Northwind", "\u2068ليلى\u2069"), (Format("en-US").Foreign("Northwind"), Format("en-US").Foreign("ليلى")));

    [Theory]
    [InlineData("de-DE", "+1,2 PP", "3 Tage", "1 Tag")]
    [InlineData("en-US", "+1.2 pts", "3 days", "1 day")]
    [InlineData("ja-JP", "+1.2 pt", "3日", "1日")]
    public void Points_and_days_carry_the_unit_of_the_language(string culture, string points, string days, string day) =>
        Assert.Equal((points, days, day), (Plain(Format(culture).Points(0.012m)), Plain(Format(culture).Days(3)), Plain(Format(culture).Days(1))));

    [Fact]
    public void Arabic_has_six_forms_for_days() =>
        Assert.Equal(["يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم"], new[] { 1m, 2m, 3m, 11m, 100m }.Select(d => Plain(Format("ar").Days(d)).Replace("\u2066", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal)));

    private static DigestFormat Format(string culture) => new(culture, "EUR", ShippedTexts.All.For(culture));

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
