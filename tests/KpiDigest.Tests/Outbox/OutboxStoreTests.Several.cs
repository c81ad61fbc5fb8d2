using KpiDigest.Outbox;

namespace KpiDigest.Tests.Outbox;

/// <summary>Several mails in one statement.</summary>
public abstract partial class OutboxStoreTests
{
    [Fact]
    public async Task Fences_that_share_a_trip_are_told_apart_by_their_tokens()
    {
        await EnqueuedRunAsync(2);
        var frozen = await ClaimAsync();
        var other = await ClaimAsync();
        await MailLeasesEndAsync();
        await Outbox.SweepAsync(false, Now);
        var next = await ClaimAsync();

        MailLease[] leases = [new(frozen.Id, frozen.LeaseToken), new(next.Id, next.LeaseToken), new(other.Id, other.LeaseToken), new(next.Id, other.LeaseToken)];
        Assert.Equal([leases[1]], await Outbox.PassAsync(leases, Minute * 10, [], Now));
        Assert.Equal([leases[1]], await Outbox.PassAsync([leases[2]], Minute * 10, [leases[0], leases[1]], Now));
        Assert.Equal((MailState.Sent, MailState.Waiting), (await StateAsync(next.Id), await StateAsync(other.Id)));
    }

    [Fact]
    public async Task A_claim_of_several_takes_the_first_of_one_run_each_under_a_lease_of_its_own()
    {
        await EnqueuedRunAsync(3);
        await EnqueuedRunAsync(2, "other");
        var mails = await Outbox.ClaimAsync("worker", Minute, 2, Now);
        Assert.Equal(2, mails.Select(mail => (mail.Id, mail.LeaseToken)).Distinct().Count());
        Assert.Equal(2, mails.Select(mail => mail.LeaseToken).Distinct().Count());
        var counts = new List<int>();
        for (var claim = 0; claim < 3; claim++) counts.Add((await Outbox.ClaimAsync("worker", Minute, 9, Now)).Count);
        Assert.Equal([1, 2, 0], counts);
    }
}
