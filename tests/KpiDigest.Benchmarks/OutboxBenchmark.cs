using System.Globalization;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Benchmarks;

/// <summary>From a durable outbox on PostgreSQL into a real Postfix (claim, fence, send, record), in turns with smtp-source into the same Postfix; messages of the same size.</summary>
internal static class OutboxBenchmark
{
    private const int Messages = 400;
    private const int Rounds = 5;
    private const int AllRounds = Rounds + 5;
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
        await outboxes.EnqueueAsync("weekly", Messages * AllRounds, i => MimeWriter.Write(MailLoad.Message(6000, string.Create(CultureInfo.InvariantCulture, $"bench.{i}@example.com"))));
        var length = MimeWriter.Write(MailLoad.Message(6000)).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Messages} messages of {length / 1000.0:0.0} KB a round, {MailLoad.Connections} connections, no TLS"));
        await using var channel = MailLoad.Channel(port);
        var dispatcher = outboxes.Dispatcher(channel);
        await SideBySide.RunAsync(
            "mails", Rounds, new Side("smtp-source (C)", () => MailLoad.SourceAsync(source, port, Messages, length)),
            new Side("outbox: claim, fence, send, record", () => MailLoad.OnLanesAsync(Messages, async () =>
            {
                if (!await dispatcher.DeliverNextAsync(CancellationToken.None)) throw new InvalidOperationException("there was no mail, or the channel failed");
            })),
            Target);
    }
}
