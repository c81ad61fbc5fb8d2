using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Tests.Outbox;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void Doubles_up_to_an_hour_less_at_most_a_fifth(int attempt, int minutes)
    {
        var all = Enumerable.Range(0, 200).Select(mail => Backoff.After($"weekly {mail}", attempt, Backoff.MailCap)).ToList();
        Assert.All(all, wait => Assert.InRange(wait, Duration.FromMinutes(minutes) * 0.8, Duration.FromMinutes(minutes)));
        Assert.True(all.Distinct().Count() > 50);
    }

    [Fact]
    public void The_same_mail_and_attempt_wait_the_same() =>
        Assert.Equal(Backoff.After("weekly 1", 3, Backoff.MailCap), Backoff.After("weekly 1", 3, Backoff.MailCap));

    [Fact]
    public void A_broken_channel_is_tried_again_within_five_minutes() =>
        Assert.True(Backoff.After("weekly 1", 30, Backoff.ChannelCap) <= Duration.FromMinutes(5));
}
