using KpiDigest.Core.Digests;
using KpiDigest.Core.Tests.Support;
using NodaTime;

namespace KpiDigest.Core.Tests.Digests;

public sealed class DigestFormatTests
{
    private static readonly DigestFormat English = new DigestFormat("en-US", "EUR", ShippedTexts.All.For("en-US"));
    private static readonly DigestFormat German = new DigestFormat("de-DE", "EUR", ShippedTexts.All.For("de-DE"));

    [Theory]
    [InlineData(0, "€0")]
    [InlineData(0.4, "€0")]
    [InlineData(-0.4, "€0")]
    [InlineData(2360.91, "€2,361")]
    [InlineData(9999.49, "€9,999")]
    [InlineData(9999.5, "€10K")]
    [InlineData(310_000, "€310K")]
    [InlineData(999_499, "€999K")]
    [InlineData(999_500, "€1.00M")]
    [InlineData(1_243_000, "€1.24M")]
    [InlineData(9_994_999, "€9.99M")]
    [InlineData(9_995_000, "€10.0M")]
    [InlineData(12_400_000, "€12.4M")]
    [InlineData(999_499_999, "€999M")]
    [InlineData(2_050_000_000, "€2.05B")]
    [InlineData(-177_000, "−€177K")]
    public void Amounts_are_short_and_never_lie_about_their_size(decimal amount, string text) => Assert.Equal(text, English.Money(amount));

    [Theory]
    [InlineData(0.6104, "61%")]
    [InlineData(0.0999, "10%")]
    [InlineData(0.0994, "9.9%")]
    [InlineData(0, "0%")]
    [InlineData(1.0169, "102%")]
    public void Rates_are_whole_percent_and_finer_below_ten(decimal ratio, string text) => Assert.Equal(text, English.Percent(ratio));

    [Theory]
    [InlineData(0.0124, "+1.2 pts")]
    [InlineData(-0.02, "−2.0 pts")]
    [InlineData(0.0004, "0.0 pts")]
    [InlineData(-0.0004, "0.0 pts")]
    public void Changes_of_proportions_are_in_points_with_a_real_minus(decimal change, string text) => Assert.Equal(text, Blanks(English.Points(change)));

    [Theory]
    [InlineData(0.08, "+8%")]
    [InlineData(-0.14, "−14%")]
    [InlineData(0.004, "0%")]
    public void Relative_changes_carry_their_sign(decimal change, string text) => Assert.Equal(text, English.Change(change));

    [Fact]
    public void A_german_reader_gets_german_numbers()
    {
        Assert.Equal("1,24 Mio. €", Blanks(German.Money(1_243_000)));
        Assert.Equal("61 %", Blanks(German.Percent(0.61m)));
        Assert.Equal("2,8×", German.Multiple(2.8m));
        Assert.Equal("8.450", German.Count(8450));
    }

    [Fact]
    public void Currencies_without_a_sign_of_their_own_show_their_code() => Assert.Equal("CHF 1.24M", Blanks(new DigestFormat("en-US", "CHF", ShippedTexts.All.For("en-US")).Money(1_240_000)));

    [Fact]
    public void Instants_are_shown_in_the_readers_zone_with_its_name() =>
        Assert.Equal("Dec 25, 2017, 7:00 AM CET", English.Moment(Instant.FromUtc(2017, 12, 25, 6, 0), DateTimeZoneProviders.Tzdb["Europe/Berlin"]));

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("ja-JP")]
    [InlineData("th-TH")]
    [InlineData("fr-FR")]
    [InlineData("")]
    public void Every_culture_formats_without_failing(string culture)
    {
        var format = new DigestFormat(culture, "EUR", ShippedTexts.All.For(culture));
        Assert.Contains("2017", format.Date(new LocalDate(2017, 12, 25)), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202F", format.Money(1_234m) + format.Count(12_345), StringComparison.Ordinal);
    }

    // Blanks inside a number are no-break blanks, so that it never wraps.
    private static string Blanks(string text)
    {
        Assert.DoesNotContain(' ', text);
        return text.Replace('\u00A0', ' ');
    }
}
