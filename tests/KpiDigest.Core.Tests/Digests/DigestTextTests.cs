using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Tests.Digests;

public sealed class DigestTextTests
{
    [Theory]
    [InlineData("Acme\r\nBcc: x", "Acme Bcc: x")]
    [InlineData("  a \t b  ", "a b")]
    [InlineData("a\u202Eb\u2066c\u200Fd", "abcd")]
    [InlineData("a\u2028b\u0000c\uFEFFd", "a b c d")]
    [InlineData("שלום עולם", "שלום עולם")]
    [InlineData(null, "")]
    public void A_name_becomes_one_line_that_turns_nothing_around(string? name, string clean) => Assert.Equal(clean, DigestText.Clean(name));

    [Fact]
    public void A_long_name_is_cut_between_characters_as_people_see_them()
    {
        var cut = DigestText.Clean(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 70)));
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.Equal(60, new System.Globalization.StringInfo(cut).LengthInTextElements);
    }

    [Fact]
    public void Half_a_surrogate_does_no_harm() => Assert.Equal("a b", DigestText.Clean("a\uD83Db"));
}
