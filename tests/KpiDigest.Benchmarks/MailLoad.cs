using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>What the mail benchmarks share: messages, and Postfix's own smtp-source and smtp-sink.</summary>
internal static class MailLoad
{
    public const int Connections = 4;

    /// <summary>A weekly mail with a scorecard.</summary>
    public static MailMessage Message(int pdf = 67_000, string id = "bench@example.com") => new()
    {
        From = "Sales digest <a@example.com>",
        To = "b@example.com",
        Subject = "Week 52",
        MessageId = id,
        Date = Instant.FromUtc(2018, 1, 1, 7, 0),
        Text = string.Concat(Enumerable.Repeat("Won revenue 1,234,567 EUR, up 12 %.\n", 60)),
        Html = string.Concat(Enumerable.Repeat("<tr><td style=\"padding:4px\">Won revenue</td><td>1,234,567</td></tr>\n", 300)),
        Attachments = pdf == 0 ? [] : [new MimeAttachment("scorecard.pdf", "application/pdf", new byte[pdf])],
    };

    /// <summary>A channel to a server on this machine.</summary>
    public static SmtpChannel Channel(int port) =>
        new(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None, MessagesPerConnection = int.MaxValue }, TimeProvider.System);

    /// <summary>So many units of work, on as many lanes as there are connections.</summary>
    public static async Task<long> OnLanesAsync(int units, Func<Task> unitAsync)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= units) await unitAsync();
        })));
        return units;
    }

    /// <summary>Postfix's load generator, with as many sessions; what it sends is the caller's.</summary>
    public static async Task<long> SourceAsync(string source, int port, int messages, params string[] content)
    {
        var n = CultureInfo.InvariantCulture;
        using var process = Start(source, ["-d", "-s", Connections.ToString(n), "-m", messages.ToString(n), "-f", "a@example.com", "-t", "b@example.com", .. content, $"127.0.0.1:{port}"]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? messages : throw new InvalidOperationException($"smtp-source ended with {process.ExitCode}");
    }

    /// <summary>Runs work while a smtp-sink listens.</summary>
    public static async Task WithSinkAsync(string sink, Func<int, Task> work)
    {
        var port = FreePort();
        using var server = Start(sink, "-u", Environment.UserName, $"127.0.0.1:{port}", "1000");
        try
        {
            await ListeningAsync(port);
            await work(port);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

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
}
