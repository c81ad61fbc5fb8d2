using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>Our SMTP channel with 4 connections against Postfix's smtp-source with 4 sessions, messages of the same size into the same smtp-sink, in turns.</summary>
internal static class SmtpBenchmark
{
    private const int Connections = 4;
    private const int Messages = 2000;
    private const int Rounds = 5;
    private const double Target = 0.8;

    /// <summary>Measures in turns and prints the ratio of the best rounds.</summary>
    public static async Task RunAsync()
    {
        if (Find("smtp-sink") is not { } sink || Find("smtp-source") is not { } source)
        {
            Console.WriteLine("  smtp-sink and smtp-source are missing: apt-get install postfix");
            return;
        }

        var port = FreePort();
        using var server = Start(sink, "-u", Environment.UserName, $"127.0.0.1:{port}", "1000");
        try
        {
            await ListeningAsync(port);
            var mime = Message();
            await using var channel = new SmtpChannel(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, MessagesPerConnection = int.MaxValue }, TimeProvider.System);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Messages} messages of {mime.Length / 1000.0:0.0} KB a round, {Connections} connections, no TLS"));
            await SideBySide.RunAsync("mails", Rounds, new Side("smtp-source (C)", () => SourceAsync(source, port, mime.Length)), new Side("SmtpChannel with its fence", () => ChannelAsync(channel, mime)), Target);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<long> SourceAsync(string source, int port, int length)
    {
        var n = CultureInfo.InvariantCulture;
        using var process = Start(source, "-d", "-s", Connections.ToString(n), "-m", Messages.ToString(n), "-l", length.ToString(n), "-f", "a@example.com", "-t", "b@example.com", $"127.0.0.1:{port}");
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Messages : throw new InvalidOperationException($"smtp-source ended with {process.ExitCode}");
    }

    private static async Task<long> ChannelAsync(SmtpChannel channel, byte[] mime)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= Messages)
            {
                var outcome = await channel.SendAsync(new OutgoingMail("bench", "b@example.com", "a@example.com", "b@example.com", mime), static _ => Task.FromResult(true), CancellationToken.None);
                if (outcome is not DeliveryOutcome.Accepted) throw new InvalidOperationException($"{outcome}");
            }
        })));
        return Messages;
    }

    // About 118 KB: a weekly mail with a scorecard.
    private static byte[] Message() => MimeWriter.Write(new MailMessage
    {
        From = "Sales digest <a@example.com>",
        To = "b@example.com",
        Subject = "Week 52",
        MessageId = "bench@example.com",
        Date = Instant.FromUtc(2018, 1, 1, 7, 0),
        Text = string.Concat(Enumerable.Repeat("Won revenue 1,234,567 EUR, up 12 %.\n", 60)),
        Html = string.Concat(Enumerable.Repeat("<tr><td style=\"padding:4px\">Won revenue</td><td>1,234,567</td></tr>\n", 300)),
        Attachments = [new MimeAttachment("scorecard.pdf", "application/pdf", new byte[67_000])],
    });

    private static async Task ListeningAsync(int port)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("smtp-sink did not start");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
