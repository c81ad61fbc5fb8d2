using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Mime;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>The channel against a real Postfix: TLS, login, delivery into a maildir.</summary>
public sealed class SmtpPostfixTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(SmtpSecurity.StartTls), nameof(SmtpAuth.Plain))]
    [InlineData(nameof(SmtpSecurity.StartTls), nameof(SmtpAuth.Login))]
    [InlineData(nameof(SmtpSecurity.ImplicitTls), nameof(SmtpAuth.Auto))]
    public async Task A_mail_with_a_pdf_arrives_as_it_was_written(string security, string auth)
    {
        var server = Need.Smtp();
        var mail = Mail(server);
        await using var channel = Channel(server, o =>
        {
            o.Security = Enum.Parse<SmtpSecurity>(security);
            o.Auth = Enum.Parse<SmtpAuth>(auth);
            if (o.Security == SmtpSecurity.ImplicitTls) o.Port = server.TlsPort;
        });
        var outcome = Assert.IsType<DeliveryOutcome.Accepted>(await channel.SendAsync(mail, _ => Task.FromResult(true), Cancel));
        Assert.Matches("^[A-Za-z0-9]+$", outcome.QueueId);

        var arrived = await ArrivedAsync(server, mail);
        var parsed = ParsedPart.Parse(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(arrived).ReplaceLineEndings("\r\n")));
        Assert.Equal($"<{mail.MessageId}>", parsed["Message-ID"]);
        Assert.Equal(["multipart/alternative", "application/pdf"], parsed.Parts.Select(p => p.MediaType));
        Assert.Equal(Some.Pdf(size: 90_000).Content.ToArray(), parsed.Parts[1].Decoded);
        Assert.Equal(".dot\r\nGrüße", parsed.Parts[0].Parts[0].Text);
        Assert.EndsWith(Encoding.ASCII.GetString(mail.Mime.Span).ReplaceLineEndings("\n").TrimEnd(), Encoding.ASCII.GetString(arrived).TrimEnd());
    }

    [Fact]
    public async Task Many_mails_on_few_connections_arrive_once_each()
    {
        var server = Need.Smtp();
        var mails = Enumerable.Range(0, 24).Select(_ => Mail(server)).ToArray();
        await using var channel = Channel(server);
        await Parallel.ForEachAsync(mails, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (mail, token) =>
            Assert.IsType<DeliveryOutcome.Accepted>(await channel.SendAsync(mail, _ => Task.FromResult(true), token)));
        foreach (var mail in mails) await ArrivedAsync(server, mail);
        Assert.All(mails, m => Assert.Single(Found(server, m)));
    }

    [Fact]
    public async Task A_wrong_password_sends_nothing_and_says_so()
    {
        var server = Need.Smtp();
        var mail = Mail(server);
        await using var channel = Channel(server, o => o.Password = new SecretText("wrong-" + server.Password));
        var outcome = Assert.IsType<DeliveryOutcome.TryAgain>(await channel.SendAsync(mail, _ => throw new InvalidOperationException("asked"), Cancel));
        Assert.StartsWith("configuration: ", outcome.Reason);
        Assert.Equal("5.7.8", outcome.Code);
        Assert.DoesNotContain(server.Password, outcome.Reason);
        Assert.NotNull(await channel.CheckAsync(Cancel));
    }

    [Fact]
    public async Task The_check_logs_in_and_says_nothing()
    {
        await using var channel = Channel(Need.Smtp());
        Assert.Null(await channel.CheckAsync(Cancel));
    }

    [Theory]
    [InlineData("refused@example.com", "5.1.1")]
    [InlineData("later@example.com", "4.2.1")]
    public async Task What_postfix_refuses_or_puts_off_has_its_outcome(string recipient, string code)
    {
        var server = Need.Smtp();
        await using var channel = Channel(server);
        var outcome = await channel.SendAsync(Mail(server) with { Recipient = recipient }, _ => throw new InvalidOperationException("asked"), Cancel);
        Assert.Equal(code, outcome is DeliveryOutcome.Refused refused ? refused.Code : Assert.IsType<DeliveryOutcome.TryAgain>(outcome).Code);
        Assert.Equal(code[0] == '5', outcome is DeliveryOutcome.Refused);
    }

    private static SmtpChannel Channel(SmtpTestServer server, Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions
        {
            Host = server.Host,
            Port = server.Port,
            Username = server.User,
            Password = new SecretText(server.Password),
            CaFile = server.CaFile,
            TimeoutSeconds = 30,
        };
        change?.Invoke(options);
        return new SmtpChannel(options, TimeProvider.System);
    }

    private static OutgoingMail Mail(SmtpTestServer server)
    {
        var message = Some.Message with
        {
            MessageId = $"mail.{Guid.NewGuid():N}@example.com",
            Subject = $"Übersicht über {server.Host}",
            Text = ".dot\nGrüße",
            Attachments = [Some.Pdf("Wertung Ü.pdf", 90_000)],
        };
        return SmtpTry.MailOf(message);
    }

    // Accepted is not yet delivered: the queue manager takes a moment.
    private static async Task<byte[]> ArrivedAsync(SmtpTestServer server, OutgoingMail mail)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (Found(server, mail) is [var file, ..]) return await File.ReadAllBytesAsync(file, Cancel);
            await Task.Delay(100, Cancel);
        }

        throw new InvalidOperationException("the mail was accepted but did not arrive in the maildir");
    }

    private static string[] Found(SmtpTestServer server, OutgoingMail mail)
    {
        var folder = Path.Combine(server.Maildir, "new");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Where(f => File.ReadAllText(f).Contains(mail.MessageId, StringComparison.Ordinal))] : [];
    }
}
