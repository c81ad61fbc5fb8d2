using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

/// <summary>Mail:PerMinute on a clock that moves when told.</summary>
public sealed class SendingRateTests
{
    private readonly StillTime _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(1000)]
    [InlineData(60_000)]
    public void In_ten_minutes_that_many_leave_and_never_more_at_once_than_a_seconds_share(int perMinute)
    {
        var rate = Rate(perMinute);
        var share = Math.Max(1, (perMinute + 59) / 60);
        Assert.InRange(Taken(rate), 1, share);
        var left = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromMinutes(10);)
        {
            rate.TryTake(out var wait);
            _time.Advance(wait);
            elapsed += wait;
            var atOnce = Taken(rate);
            Assert.InRange(atOnce, 1, share);
            left += atOnce;
        }

        Assert.InRange(left, perMinute * 9.4, (perMinute * 10) + 1);
    }

    [Fact]
    public void A_rest_saves_nothing_up()
    {
        var rate = Rate(120);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, Taken(rate));
    }

    [Fact]
    public void Mails_of_a_slow_rate_are_evenly_apart()
    {
        var rate = Rate(6);
        Assert.Equal(1, Taken(rate));
        Assert.False(rate.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(10), wait);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(rate.TryTake(out wait));
        Assert.Equal(1, wait.TotalSeconds, 2);
    }

    [Fact]
    public void A_turn_given_back_is_the_next_ones_but_not_more_than_that()
    {
        var rate = Rate(60);
        Assert.True(rate.TryTake(out _));
        rate.GiveBack();
        Assert.Equal(1, Taken(rate));
        rate.GiveBack();
        rate.GiveBack();
        Assert.Equal(1, Taken(rate));
    }

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        var rate = Rate(0);
        for (var i = 0; i < 100_000; i++) Assert.True(rate.TryTake(out _));
    }

    private SendingRate Rate(int perMinute) => new(new MailOptions { PerMinute = perMinute }, _time);

    private static int Taken(SendingRate rate)
    {
        var taken = 0;
        while (rate.TryTake(out _)) taken++;
        return taken;
    }
}
