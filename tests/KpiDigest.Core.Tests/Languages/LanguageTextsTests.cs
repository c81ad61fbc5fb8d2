using KpiDigest.Core.Languages;
using KpiDigest.Core.Tests.Support;

namespace KpiDigest.Core.Tests.Languages;

public sealed class LanguageTextsTests
{
    [Fact]
    public void What_is_put_in_is_not_read_for_places() =>
        Assert.Equal("Week {won}, {0} and }", LanguageTexts.Fill("{a}, {b} and {c}", new Dictionary<string, string> { ["a"] = "Week {won}", ["b"] = "{0}", ["c"] = "}" }));

    [Fact]
    public void A_place_without_a_value_is_an_error() => Assert.Throws<KeyNotFoundException>(() => LanguageTexts.Fill("{a}", new Dictionary<string, string>()));

    [Fact]
    public void A_key_without_a_text_is_an_error() => Assert.Throws<KeyNotFoundException>(() => ShippedTexts.English.Of("no.such"));

    [Theory]
    [InlineData("ar", true)]
    [InlineData("he-IL", true)]
    [InlineData("en", false)]
    public void Some_languages_are_written_from_right_to_left(string language, bool rtl) => Assert.Equal(rtl, new LanguageTexts(language, [], null).IsRightToLeft);
}
