using KpiDigest.Core.Digests;
using KpiDigest.Core.Languages;
using KpiDigest.Core.Tests.Support;

namespace KpiDigest.Core.Tests.Digests;

public sealed class ReasonWordsTests
{
    [Theory]
    [InlineData("en-US", "no deal was closed in 2017-W51", "No deal was closed in Week 51")]
    [InlineData("de-DE", "no deal was closed in 2017-W51", "Kein Deal wurde in KW 51 abgeschlossen")]
    [InlineData("de-DE", "no quota covers team:Cara Losch in 2017-Q4: set goals in the CRM or add rows to the quotas file", "Keine Quote in Q4 2017 (Cara Losch): Ziele im CRM setzen oder Zeilen in der Quotendatei ergänzen")]
    [InlineData("de-DE", "no deal of company is open", "Kein offener Deal (das ganze Unternehmen)")]
    [InlineData("de-DE", "traffic.csv ends on 2017-12-20", "Traffic.csv endet am 20. Dez. 2017")]
    [InlineData("de-DE", "Grow in Bavaria: no deal was won in 2017-Q4", "Grow in Bavaria: kein Deal wurde in Q4 2017 gewonnen")]
    [InlineData("de-DE", "something nobody has a text for", "Something nobody has a text for")]
    [InlineData("ja", "no deal was won in 2017-Q4", "2017年Q4に受注した商談なし")]
    [InlineData("de-DE", "", "Keine Daten")]
    public void A_reason_is_said_in_the_readers_language(string culture, string reason, string said)
    {
        var texts = ShippedTexts.All.For(culture);
        Assert.Equal(said, new ReasonWords(ShippedTexts.All, texts, new DigestFormat(culture, "EUR", texts)).Missing(reason).Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_reason_of_ones_own_wording_is_still_found_by_the_shipped_one()
    {
        var library = TextLibrary.Read([new TextFile("en", "en.json", """{ "reason.no-won": "no deal was won in {period}", "period.quarter": "Q{number} {year}", "word.no-data": "-" }"""), new TextFile("en", "own.json", """{ "reason.no-won": "nothing sold in {period}" }""")]);
        var texts = library.For("en");
        Assert.Equal("nothing sold in Q4 2017", new ReasonWords(library, texts, new DigestFormat("en-US", "EUR", texts)).Say("no deal was won in 2017-Q4"));
    }
}
