using System.Text;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class StableSeedTests
{
    // Test vectors of the authors (G. Fowler, L. Noll, K. Vo), FNV-1a of 64 bits.
    [Theory]
    [InlineData("", 0xCBF29CE484222325)]
    [InlineData("a", 0xAF63DC4C8601EC8C)]
    [InlineData("foobar", 0x85944171F73967E8)]
    public void Equals_the_published_vectors_of_FNV(string text, ulong expected) => Assert.Equal(expected, StableSeed.Fnv(Encoding.UTF8.GetBytes(text)));

    // Frozen: another number would change every landing that was ever mailed.
    [Fact]
    public void Never_changes() => Assert.Equal(17982619437448366306UL, StableSeed.Of("weekly", "2017-W50", "team:north"));

    [Fact]
    public void Depends_on_every_text_and_where_it_ends()
    {
        ulong[] seeds =
        [
            StableSeed.Of("weekly", "2017-W50", "company"), StableSeed.Of("weekly", "2017-W51", "company"), StableSeed.Of("weekly", "2017-W50", "team:1"),
            StableSeed.Of("weekly2017-W50", "", "company"), StableSeed.Of("", "weekly", "2017-W50company"), StableSeed.Of("w\u00f6chentlich", "2017-W50", "company"),
        ];

        Assert.Equal(seeds.Length, seeds.Distinct().Count());
    }
}
