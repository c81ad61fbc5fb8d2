using System.Diagnostics;
using System.Globalization;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Benchmarks;

/// <summary>A long queue on PostgreSQL: what a delivery costs with 10,000 and with 100,000 mails waiting, and the memory it takes. The channel accepts at once, so that the queue is what is measured.</summary>
internal static class QueueBenchmark
{
    private const int Delivered = 1000;
    private const int TargetMebibytes = 300;

    public static async Task RunAsync()
    {
        var few = await MeasureAsync(10_000);
        var many = await MeasureAsync(100_000);
        if (few is null || many is null) return;
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1024 / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  cost at 100,000 : cost at 10,000 = {many / few:0.00}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  peak memory of this process {peak} MiB (target {TargetMebibytes}: {(peak <= TargetMebibytes ? "met" : "MISSED")})"));
    }

    // The best of four rounds.
    private static async Task<double?> MeasureAsync(int queued)
    {
        if (await Outboxes.CreateAsync() is not { } outboxes) return null;
        await using var _ = outboxes;
        await outboxes.EnqueueAsync("weekly", queued, i => MimeWriter.Write(MailLoad.Message(0, string.Create(CultureInfo.InvariantCulture, $"bench.{i}@example.com"))));
        await using var channel = new AcceptingChannel();
        var dispatcher = outboxes.Dispatcher(channel);
        var best = double.MaxValue;
        for (var round = 0; round < 4; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await MailLoad.OnLanesAsync(Delivered, async () =>
            {
                if (!await dispatcher.DeliverNextAsync(CancellationToken.None)) throw new InvalidOperationException("there was no mail");
            });
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / (Delivered));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {queued,7:N0} mails waiting: {best:0} us a mail on {MailLoad.Connections} lanes (claim, fence, record)"));
        return best;
    }

    private sealed class AcceptingChannel : IDeliveryChannel
    {
        public string Name => "Accepting";

        public TimeSpan LongestAfterFence => TimeSpan.FromMinutes(1);

        public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken) =>
            await fence(cancellationToken) ? new DeliveryOutcome.Accepted("Q1") : new DeliveryOutcome.Fenced();

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
