using System.Text;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Smtp;

/// <summary>AUTH. With a user name configured it succeeds or the connection is given up: nothing is ever sent without login instead.</summary>
internal static class SmtpLogin
{
    private const string Phase = "at login";

    /// <param name="wire">Secured, and greeted.</param>
    /// <param name="options">User name and mechanism.</param>
    /// <param name="token">What XOAUTH2 shows; null: the configured password or token.</param>
    /// <param name="capabilities">What the server offers.</param>
    /// <param name="limit">For each answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SmtpFaultException">No usable mechanism, no secret, or refused.</exception>
    public static async Task RunAsync(SmtpWire wire, SmtpOptions options, AccessToken? token, SmtpCapabilities capabilities, TimeSpan limit, CancellationToken cancellationToken)
    {
        var mechanism = Choose(options, capabilities);
        var password = token?.Text ?? Reveal(options);
        var secrets = new List<string> { password, Encode(password) };
        async Task<SmtpReply> AskAsync(string command, string secret)
        {
            secrets.Add(secret);
            return await wire.AskAsync(command + secret, Phase, limit, cancellationToken);
        }

        var reply = mechanism switch
        {
            "PLAIN" => await AskAsync("AUTH PLAIN ", Encode($"\0{options.Username}\0{password}")),
            "XOAUTH2" => await XOAuth2Async(AskAsync, options.Username, password),
            _ => await LoginAsync(AskAsync, options.Username, password),
        };
        if (!reply.IsPositive) throw Refused(reply, mechanism, options, secrets);
    }

    private static string Choose(SmtpOptions options, SmtpCapabilities capabilities)
    {
        string[] wanted = options.Auth switch
        {
            SmtpAuth.Plain => ["PLAIN"],
            SmtpAuth.Login => ["LOGIN"],
            SmtpAuth.XOAuth2 => ["XOAUTH2"],
            _ => ["PLAIN", "LOGIN"],
        };
        return wanted.FirstOrDefault(capabilities.Auth.Contains) ?? throw new SmtpFaultException(
            $"configuration: a login is configured, but {options.Host} offers {(capabilities.Auth.Count == 0 ? "none" : string.Join(", ", capabilities.Auth))} where "
            + $"{string.Join(" or ", wanted)} is wanted; nothing is sent without login (check Mail:Smtp:Port, Mail:Smtp:Auth, or clear Mail:Smtp:Username)");
    }

    private static string Reveal(SmtpOptions options)
    {
        try
        {
            return options.Password.Reveal();
        }
        catch (InvalidOperationException e)
        {
            throw new SmtpFaultException($"configuration: Mail:Smtp:Password: {e.Message}", inner: e);
        }
    }

    private static async Task<SmtpReply> LoginAsync(Func<string, string, Task<SmtpReply>> ask, string user, string password)
    {
        var reply = await ask("AUTH LOGIN", "");
        if (reply.Code == 334) reply = await ask("", Encode(user));
        return reply.Code == 334 ? await ask("", Encode(password)) : reply;
    }

    // A refusal comes as a 334 with the details; an empty answer fetches the real one.
    private static async Task<SmtpReply> XOAuth2Async(Func<string, string, Task<SmtpReply>> ask, string user, string token)
    {
        var reply = await ask("AUTH XOAUTH2 ", Encode($"user={user}\u0001auth=Bearer {token}\u0001\u0001"));
        return reply.Code == 334 ? await ask("", "") : reply;
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Advice(SmtpOptions options) => options.FetchesTokens
        ? "check Mail:Smtp:Username, Mail:Smtp:OAuth:Scope, and that the application may send as this mailbox (Exchange Online: SMTP.SendAsApp, the service principal registered in Exchange, SMTP AUTH on for the mailbox)"
        : "check Mail:Smtp:Username and Mail:Smtp:Password";

    // Some servers repeat the command they did not like: what we sent is struck out.
    private static SmtpFaultException Refused(SmtpReply reply, string mechanism, SmtpOptions options, List<string> secrets)
    {
        var words = string.Join(' ', reply.Lines);
        foreach (var secret in secrets.Append(options.Username).Where(s => s.Length > 0).OrderByDescending(s => s.Length)) words = words.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        var said = new SmtpReply(reply.Code, [words]);
        return reply.IsTransient
            ? new SmtpFaultException($"{options.Host} puts the login off: {said}", reply.Status)
            : new SmtpFaultException($"configuration: {options.Host} refused the login ({mechanism}): {said}; {Advice(options)}", reply.Status) { TokenRefused = options.FetchesTokens };
    }
}
