using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Tests.Languages;

public sealed class PluralRuleTests
{
    [Theory]
    [InlineData("en", "0 other, 1 one, 2 other, 1.5 other")]
    [InlineData("de-AT", "0 other, 1 one, 21 other")]
    [InlineData("fr", "0 one, 1 one, 1.5 one, 2 other")]
    [InlineData("ja", "0 other, 1 other, 2 other")]
    [InlineData("ar", "0 zero, 1 one, 2 two, 3 few, 10 few, 11 many, 99 many, 100 other, 101 other, 102 other, 103 few, 111 many, 1.5 other")]
    [InlineData("xx", "1 one, 2 other")]
    public void Numbers_take_the_form_their_language_has_for_them(string language, string forms)
    {
        var rule = PluralRule.For(language);
        foreach (var pair in forms.Split(", ").Select(p => p.Split(' ')))
        {
            Assert.Equal(pair[1], rule.Of(decimal.Parse(pair[0], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Contains(pair[1], rule.Forms);
        }
    }
}
