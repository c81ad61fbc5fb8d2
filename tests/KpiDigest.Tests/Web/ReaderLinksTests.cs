using System.Buffers.Text;
using System.Text;
using KpiDigest.Runs;

namespace KpiDigest.Tests.Web;

public sealed class ReaderLinksTests
{
    private static readonly byte[] Old = Encoding.UTF8.GetBytes(new string('o', 40));
    private static readonly byte[] New = Encoding.UTF8.GetBytes(new string('n', 40));

    [Fact]
    public void A_link_says_digest_reader_and_culture_and_is_the_same_each_time()
    {
        var links = Links(Old);
        var url = links.Url("weekly", "de-DE", "Cara@Example.com");

        Assert.StartsWith("https://digest.example.com/base/u/", url, StringComparison.Ordinal);
        Assert.Equal(url, Links(Old).Url("weekly", "de-DE", "cara@EXAMPLE.com"));
        Assert.Equal(new ReaderToken("weekly", links.ReaderOf("cara@example.com"), "de-DE"), links.Read(TokenOf(url)));
    }

    [Fact]
    public void A_link_holds_no_address_in_any_form_a_reader_of_logs_could_undo()
    {
        var token = TokenOf(Links(Old).Url("weekly", "de-DE", "cara@example.com"));
        var bytes = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(token));

        Assert.DoesNotContain("cara", bytes + token, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", bytes, StringComparison.Ordinal);
        Assert.NotEqual(Links(Old).ReaderOf("cara@example.com"), Links(New).ReaderOf("cara@example.com"));
    }

    [Fact]
    public void Each_reader_digest_culture_and_installation_has_its_own()
    {
        string[] urls =
        [
            Links(Old).Url("weekly", "de-DE", "a@example.com"), Links(Old).Url("weekly", "de-DE", "b@example.com"), Links(Old).Url("quarterly", "de-DE", "a@example.com"),
            Links(Old).Url("weekly", "en-GB", "a@example.com"), new ReaderLinks("https://digest.example.com/base/", [Old], "other").Url("weekly", "de-DE", "a@example.com"),
        ];

        Assert.Equal(urls.Length, urls.Distinct().Count());
        Assert.Null(Links(Old).Read(TokenOf(urls[^1])));
    }

    [Fact]
    public void A_rotated_key_is_still_believed_and_a_removed_one_is_not()
    {
        var before = TokenOf(Links(Old).Url("weekly", "de-DE", "a@example.com"));

        Assert.NotNull(Links(New, Old).Read(before));
        Assert.Null(Links(New).Read(before));
        Assert.NotEqual(before, TokenOf(Links(New, Old).Url("weekly", "de-DE", "a@example.com")));
    }

    /// <summary>Every changed bit of every byte, every cut and every other way to write the same bytes.</summary>
    [Fact]
    public void A_token_that_differs_in_any_bit_is_none()
    {
        var links = Links(Old);
        var token = TokenOf(links.Url("weekly", "de-DE", "a@example.com"));
        var bytes = Base64Url.DecodeFromChars(token);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var forged = bytes.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(links.Read(Base64Url.EncodeToString(forged)));
        }

        for (var length = 0; length < token.Length; length++) Assert.Null(links.Read(token[..length]));
        foreach (var other in new[] { token + "=", token + " ", " " + token, token + "A", "", "../", new string('A', 5000), "\0" }) Assert.Null(links.Read(other));
    }

    private static ReaderLinks Links(params byte[][] keys) => new("https://digest.example.com/base/", keys, "acme");

    private static string TokenOf(string url) => url[(url.LastIndexOf('/') + 1)..];
}
