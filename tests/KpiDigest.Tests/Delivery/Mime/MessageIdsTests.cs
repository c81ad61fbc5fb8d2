using KpiDigest.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Mime;

public sealed class MessageIdsTests
{
    private static readonly string Mail = MessageIds.For("acme", "example.com", "weekly", "week:2017-12-25", "cara@example.com", "1");

    [Fact]
    public void A_retry_has_the_same_id_in_the_from_domain()
    {
        Assert.Equal(Mail, MessageIds.For("acme", "Example.com", "weekly", "week:2017-12-25", "cara@example.com", "1"));
        Assert.EndsWith("@example.com", Mail);
        Assert.Equal(Mail, MessageIds.Checked(Mail));
        Assert.DoesNotContain("cara", Mail);
    }

    [Fact]
    public void Anything_else_has_another_id()
    {
        string[] others =
        [
            MessageIds.For("other", "example.com", "weekly", "week:2017-12-25", "cara@example.com", "1"),
            MessageIds.For("acme", "example.com", "weekly", "week:2017-12-25", "cara@example.com", "2"),
            MessageIds.For("acme", "example.com", "weekly", "week:2017-12-25cara@example.com", "", "1"),
            MessageIds.For("acme", "example.org", "weekly", "week:2017-12-25", "cara@example.com", "1"),
            MessageIds.ForTest("acme", "example.com", "weekly", "week:2017-12-25", "cara@example.com", "1"),
        ];
        Assert.Equal(others.Length + 1, others.Append(Mail).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a@example.com>")]
    [InlineData("a b@example.com")]
    [InlineData("a@exa_mple")]
    [InlineData("example.com")]
    public void What_is_no_id_is_refused(string id) => Assert.Throws<FormatException>(() => MessageIds.Checked(id));
}
