using System.Net;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Smtp;

/// <summary>Finds every fault of the section <c>Mail:Smtp</c>.</summary>
internal static class SmtpOptionsValidator
{
    public static void Add(SmtpOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (options.Host.Length == 0) faults.Add(("Mail:Smtp:Host", "", "missing: the mail server's name."));
        else if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown) faults.Add(("Mail:Smtp:Host", options.Host, "is no host name; write mail.example.com, without smtp:// and without a port."));
        if (options.Port is < 1 or > 65535) faults.Add(("Mail:Smtp:Port", $"{options.Port}", "must be 1 to 65535; usual are 587 (StartTls) and 465 (ImplicitTls)."));
        Security(options, faults);
        Login(options, faults);
        if (options.HelloName.Length > 0 && Mime.Mailbox.AsciiDomain(options.HelloName) is null) faults.Add(("Mail:Smtp:HelloName", options.HelloName, "is no host name."));
        if (options.TimeoutSeconds is < 1 or > 600) faults.Add(("Mail:Smtp:TimeoutSeconds", $"{options.TimeoutSeconds}", "must be 1 to 600."));
        if (options.MessagesPerConnection < 1) faults.Add(("Mail:Smtp:MessagesPerConnection", $"{options.MessagesPerConnection}", "must be at least 1."));
        if (options.IdleSeconds is < 1 or > 3600) faults.Add(("Mail:Smtp:IdleSeconds", $"{options.IdleSeconds}", "must be 1 to 3600."));
    }

    private static void Security(SmtpOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (!Enum.IsDefined(options.Security)) faults.Add(("Mail:Smtp:Security", $"{options.Security}", "must be one of StartTls, ImplicitTls, None."));
        if (options.Security == SmtpSecurity.None && !options.AllowPlaintext && !IsLoopback(options.Host))
        {
            faults.Add(("Mail:Smtp:Security", "None", "is for a server on this machine only: mails would cross the network readable. Use StartTls or ImplicitTls (or set Mail:Smtp:AllowPlaintext)."));
        }

        if (options.Security != SmtpSecurity.None && options.CaFile.Length > 0 && !File.Exists(options.CaFile)) faults.Add(("Mail:Smtp:CaFile", options.CaFile, "there is no such file."));
    }

    private static void Login(SmtpOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (!Enum.IsDefined(options.Auth)) faults.Add(("Mail:Smtp:Auth", $"{options.Auth}", "must be one of Auto, Plain, Login, XOAuth2."));
        var tokens = options.OAuth.TokenUrl.Length > 0 || options.OAuth.ClientId.Length > 0;
        if (tokens) Tokens(options, faults);
        else if (options.Username.Length > 0 && options.Password.IsEmpty) faults.Add(("Mail:Smtp:Password", "", "missing: a user name is set. Write env:NAME or file:PATH."));
        if (!tokens && options.Username.Length == 0 && !options.Password.IsEmpty) faults.Add(("Mail:Smtp:Username", "", "missing: a password is set."));
        if (Mime.HeaderText.Fault(options.Username) is { } fault) faults.Add(("Mail:Smtp:Username", null, $"{fault}."));
    }

    private static void Tokens(SmtpOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        OAuthOptionsValidator.Add("Mail:Smtp:OAuth", options.OAuth, faults);
        if (options.Auth != SmtpAuth.XOAuth2) faults.Add(("Mail:Smtp:Auth", $"{options.Auth}", "must be XOAuth2 where Mail:Smtp:OAuth fetches tokens."));
        if (options.Username.Length == 0) faults.Add(("Mail:Smtp:Username", "", "missing: the mailbox that sends, such as digest@example.com."));
        if (!options.Password.IsEmpty) faults.Add(("Mail:Smtp:Password", null, "is not used where Mail:Smtp:OAuth fetches tokens: leave it out."));
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
