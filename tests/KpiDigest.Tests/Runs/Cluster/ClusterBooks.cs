using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Tests.Runs.Cluster;

/// <summary>What must be true of a cluster at the end, whatever happened to its workers.</summary>
internal static class ClusterBooks
{
    private static readonly MailState[] UnderWay = [MailState.Waiting, MailState.Claimed, MailState.Sending];

    /// <summary>Waits until nothing is under way: each digest's run is enqueued, no mail waits, is claimed or is being sent.</summary>
    public static async Task SettleAsync(ClusterSite site, Duration atMost)
    {
        var end = SystemClock.Instance.GetCurrentInstant() + atMost;
        while (true)
        {
            var books = await site.Outbox.BooksAsync(TestContext.Current.CancellationToken);
            if (books.Count >= site.Digests && books.All(IsDone))
                return;
            if (SystemClock.Instance.GetCurrentInstant() > end)
                Assert.Fail($"Still under way after {atMost.TotalSeconds} s:\n{Describe(books)}\n{site.Log()}");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Nothing doubled, nothing lost: one run a digest, its books balance, each sent mail arrived exactly once, and no other mail arrived at all but one
    /// whose state says that nobody can know.
    /// </summary>
    /// <param name="site">The cluster.</param>
    /// <param name="unknownAtMost">How many mails may be unknown: as many as a killed worker was sending.</param>
    public static async Task HoldAsync(ClusterSite site, int unknownAtMost)
    {
        var books = await site.Outbox.BooksAsync(TestContext.Current.CancellationToken);
        var context = $"{Describe(books)}\n{site.Log()}";
        Assert.True(books.Count == site.Digests, $"{books.Count} runs for {site.Digests} digests:\n{context}");
        Assert.True(books.All(run => run.Balance), $"The books do not balance:\n{context}");
        Assert.True(books.Sum(run => run.Expected) == site.Expected, $"{site.Expected} mails were expected:\n{context}");

        var mails = await site.Outbox.ListAsync(null, null, site.Expected * 2, TestContext.Current.CancellationToken);
        Assert.Equal(site.Expected, mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.True(mails.All(mail => mail.State is MailState.Sent or MailState.Unknown), $"Neither sent nor unknown:\n{context}");
        Assert.True(mails.Count(mail => mail.State == MailState.Unknown) <= unknownAtMost, $"More unknown than {unknownAtMost}:\n{context}");

        var arrived = site.Arrived();
        Assert.True(arrived.Distinct().Count() == arrived.Count, $"A mail arrived twice: {string.Join(", ", Doubled(arrived))}\n{context}");
        Assert.Empty(mails.Where(mail => mail.State == MailState.Sent).Select(mail => mail.MessageId).Except(arrived));
        Assert.Empty(arrived.Except(mails.Select(mail => mail.MessageId)));
    }

    private static bool IsDone(RunBooks run) => run.RunState == "enqueued" && !UnderWay.Any(state => run.ByState.GetValueOrDefault(state) > 0);

    private static IEnumerable<string> Doubled(IReadOnlyList<string> arrived) => arrived.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string Describe(IReadOnlyList<RunBooks> books) =>
        string.Join('\n', books.Select(run => $"{run.Digest} {run.Period} {run.RunState}, expected {run.Expected}: {string.Join(", ", run.ByState)}"));
}
