using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Mime;

namespace KpiDigest.Tests.Delivery.Smtp;

/// <summary>One mail to a scripted server.</summary>
internal static class SmtpTry
{
    public const string User = "digest-user";
    public const string Password = "s3cret-pässword";

    public static OutgoingMail Mail { get; } = MailOf(Some.Message);

    public static SmtpOptions Options(ScriptedSmtpServer server, Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions
        {
            Host = "localhost",
            Port = server.Port,
            Security = server.ImplicitTls ? SmtpSecurity.ImplicitTls : SmtpSecurity.StartTls,
            Username = User,
            Password = new SecretText(Password),
            CaFile = TestCertificates.CaFile,
            HelloName = "client.test",
            TimeoutSeconds = 10,
        };
        change?.Invoke(options);
        return options;
    }

    public static OutgoingMail MailOf(MailMessage message) =>
        new("weekly-2017-W52-r1-1", message.MessageId, "bounce@example.com", message.To, MimeWriter.Write(message));

    public static async Task<DeliveryOutcome> SendAsync(
        ScriptedSmtpServer server, Action<SmtpOptions>? change = null, OutgoingMail? mail = null, Func<CancellationToken, Task<bool>>? fence = null, CancellationToken? cancel = null)
    {
        await using var channel = new SmtpChannel(Options(server, change), TimeProvider.System);
        return await channel.SendAsync(mail ?? Mail, fence ?? (_ => Task.FromResult(true)), cancel ?? TestContext.Current.CancellationToken);
    }
}
