using System.Globalization;
using System.Text;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;

namespace KpiDigest.Benchmarks;

/// <summary>From a durable outbox on PostgreSQL into a real Postfix (claim, fence, send, record), in turns with smtp-source into the same Postfix: the same message, each to another recipient.</summary>
internal static class OutboxBenchmark
{
    private const int Messages = 500;
    private const int Rounds = 5;

    // A worker runs for weeks; what is measured is the compiled code, not its compilation.
    private const int WarmUps = 15;

    private const double Target = 0.8;

    public static async Task RunAsync()
    {
        if (MailLoad.Find("smtp-source") is not { } source || !int.TryParse(Environment.GetEnvironmentVariable("KPIDIGEST_TEST_SMTP_PLAIN_PORT"), CultureInfo.InvariantCulture, out var port))
        {
            Console.WriteLine("  Postfix is missing: apt-get install postfix sasl2-bin; tests/servers/up.sh DIR; . DIR/env");
            return;
        }

        if (await Outboxes.CreateAsync() is not { } outboxes) return;
        await using var _ = outboxes;
        var mime = MimeWriter.Write(MailLoad.Message(6000));
        var file = await FileAsync(mime);
        var fsync = await outboxes.FsyncAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Messages} messages of {mime.Length / 1000.0:0.0} KB a round, {MailLoad.Connections} connections, no TLS, fsync {fsync} (KPIDIGEST_TEST_FSYNC=on tests/servers/up.sh DIR)"));
        await using var channel = MailLoad.Channel(port);
        var dispatcher = outboxes.Dispatcher(channel);
        var staged = new Queue<ClaimedRun>();
        for (var round = 0; round < Rounds + WarmUps; round++) staged.Enqueue(await StageAsync(outboxes, round));
        await SideBySide.RunAsync(
            "mails", Rounds, new Side("smtp-source (C)", () => MailLoad.SourceAsync(source, port, Messages, "-N", "-F", file)),
            new Side("outbox: claim, fence, send, record", () => DeliverAsync(outboxes, dispatcher, staged.Dequeue())),
            Target, WarmUps);
        File.Delete(file);
        var states = await new OutboxStore(outboxes.Database).ListAsync(null, null, int.MaxValue, CancellationToken.None);
        if (states.Any(mail => mail.State != MailState.Sent)) throw new InvalidOperationException("not every mail was sent: the channel failed");
    }

    // smtp-source ends the lines itself.
    private static async Task<string> FileAsync(byte[] mime)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Encoding.ASCII.GetString(mime).ReplaceLineEndings("\n"));
        return file;
    }

    private static Task<ClaimedRun> StageAsync(Outboxes outboxes, int round) => outboxes.StageAsync(
        string.Create(CultureInfo.InvariantCulture, $"weekly{round}"), Messages,
        i => MimeWriter.Write(MailLoad.Message(6000, string.Create(CultureInfo.InvariantCulture, $"bench.{round}.{i}@example.com"))));

    // As the service does: as many lanes as connections, each until there is no more mail.
    private static async Task<long> DeliverAsync(Outboxes outboxes, OutboxDispatcher dispatcher, ClaimedRun run)
    {
        await outboxes.ShowAsync(run, Messages);
        await Task.WhenAll(Enumerable.Range(0, MailLoad.Connections).Select(_ => Task.Run(() => dispatcher.DeliverAllAsync(CancellationToken.None))));
        return Messages;
    }
}
