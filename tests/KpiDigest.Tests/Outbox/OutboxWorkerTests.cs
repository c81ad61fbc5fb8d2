using KpiDigest.Delivery;
using KpiDigest.Delivery.Folder;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

/// <summary>The loop: it finds mail by itself and at a word, survives faults, and stops without losing or leaving anything half-way.</summary>
public sealed class OutboxWorkerTests : RunTests
{
    private readonly ScriptedChannel _channel = new();
    private readonly LogLines _log = new();
    private readonly MailOptions _options = new() { Mode = MailMode.Live, Connections = 3 };

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task Delivers_what_is_there_and_what_comes_later()
    {
        await EnqueuedRunAsync(5);
        using var worker = Worker();
        await worker.StartAsync(Now);
        await UntilAsync(() => _channel.Left.Count == 5);
        await EnqueuedRunAsync(2, "quarterly");
        await UntilAsync(() => _channel.Left.Count == 7);
        await worker.StopAsync(Now);
        Assert.All(await Outbox.ListAsync(null, null, 100, Now), row => Assert.Equal(MailState.Sent, row.State));
    }

    [Fact]
    public async Task As_many_mails_at_a_time_as_there_are_connections()
    {
        await EnqueuedRunAsync(8);
        var release = new TaskCompletionSource<DeliveryOutcome>();
        _channel.AfterFence = _ => release.Task;
        using var worker = Worker();
        await worker.StartAsync(Now);
        // What was claimed ahead has been given back by then.
        await UntilAsync(async () => _channel.Left.Count == 3 && (await Outbox.ListAsync([MailState.Waiting], null, 100, Now)).Count == 5);
        Assert.Equal((3, 3), (_channel.Left.Count, (await Outbox.ListAsync([MailState.Sending], null, 100, Now)).Count));
        release.SetResult(new DeliveryOutcome.Accepted(null));
        await UntilAsync(() => _channel.Left.Count == 8);
        await worker.StopAsync(Now);
    }

    [Fact]
    public async Task A_stop_gives_back_what_has_not_passed_the_fence_and_waits_for_what_has()
    {
        await EnqueuedRunAsync(3);
        var answer = new TaskCompletionSource<DeliveryOutcome>();
        var first = 0;
        var waiting = 0;
        _channel.BeforeFence = async (_, token) =>
        {
            if (Interlocked.Increment(ref first) == 1) return null;
            Interlocked.Increment(ref waiting);
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        _channel.AfterFence = _ => answer.Task;
        using var worker = Worker();
        await worker.StartAsync(Now);
        await UntilAsync(() => _channel.Left.Count == 1 && waiting == 2);
        var stopping = worker.StopAsync(Now);
        await UntilAsync(async () => (await Outbox.ListAsync([MailState.Waiting], null, 10, Now)).Count == 2);
        Assert.False(stopping.IsCompleted);
        answer.SetResult(new DeliveryOutcome.Accepted("Q"));
        await stopping;
        var rows = await Outbox.ListAsync(null, null, 10, Now);
        Assert.Equal(["Sent", "Waiting", "Waiting"], rows.Select(row => $"{row.State}").Order());
        Assert.Equal(1, rows.Sum(row => row.Attempts));
    }

    [Fact]
    public async Task A_fault_is_logged_without_its_text_and_the_loop_goes_on()
    {
        await EnqueuedRunAsync(2);
        var faults = 0;
        _channel.BeforeFence = (mail, _) => Interlocked.Increment(ref faults) == 1 ? throw new InvalidDataException($"cannot {mail.Recipient}") : Task.FromResult<DeliveryOutcome?>(null);
        using var worker = Worker();
        await worker.StartAsync(Now);
        await UntilAsync(() => _channel.Left.Count == 2);
        await worker.StopAsync(Now);
        Assert.Contains(_log.Lines, line => line.StartsWith("Error delivery failed", StringComparison.Ordinal) && line.Contains(nameof(InvalidDataException)));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("reader"));
    }

    [Fact]
    public async Task What_a_killed_worker_had_claimed_is_sent_by_another_within_ten_seconds()
    {
        Assert.InRange(OutboxDispatcher.Claim.ToTimeSpan() + OutboxWorker.SweepEvery + OutboxWorker.Poll, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await EnqueuedRunAsync(1);
        await Outbox.ClaimNextAsync("dead", OutboxDispatcher.Claim, Now);
        using var worker = Worker();
        await worker.StartAsync(Now);
        await UntilAsync(() => _channel.Left.Count == 1);
        await worker.StopAsync(Now);
    }

    [Fact]
    public async Task Into_a_folder_each_mail_is_one_file()
    {
        using var folder = new TempFolder();
        await EnqueuedRunAsync(4);
        await using var channel = new FolderChannel(new FolderOptions { Path = folder.Path });
        using var worker = Worker(channel);
        await worker.StartAsync(Now);
        await UntilAsync(async () => (await Outbox.ListAsync([MailState.Sent], null, 10, Now)).Count == 4);
        await worker.StopAsync(Now);
        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);
        Assert.All(await Outbox.ListAsync(null, null, 10, Now), row => Assert.True(File.Exists(row.QueueId)));
    }

    private OutboxWorker Worker(IDeliveryChannel? channel = null)
    {
        var dispatcher = new OutboxDispatcher(Outbox, channel ?? _channel, _options, _ => Task.FromResult(_options.Mode), TimeProvider.System, _log.For<OutboxDispatcher>());
        return new OutboxWorker(dispatcher, Outbox, _options, TimeProvider.System, _log.For<OutboxWorker>());
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    // Bounded, so that what never comes fails here and not at the run's end.
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            if (await holds()) return;
            await Task.Delay(10, Now);
        }

        Assert.Fail("it did not come to that");
    }
}
