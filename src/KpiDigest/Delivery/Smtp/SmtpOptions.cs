using KpiDigest.Delivery.Tokens;
using KpiDigest.Secrets;

namespace KpiDigest.Delivery.Smtp;

/// <summary>The submission server.</summary>
internal sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Permits <see cref="SmtpSecurity.None"/> to hosts other than loopback.</summary>
    public bool AllowPlaintext { get; set; }

    /// <summary>Empty: no login.</summary>
    public string Username { get; set; } = "";

    /// <summary>Password; with <see cref="SmtpAuth.XOAuth2"/> and without <see cref="OAuth"/> the access token that something else keeps fresh.</summary>
    public SecretText Password { get; set; } = new("");

    /// <summary>Which mechanism; Auto takes the best the server offers of PLAIN and LOGIN.</summary>
    public SmtpAuth Auth { get; set; } = SmtpAuth.Auto;

    /// <summary>Where access tokens for <see cref="SmtpAuth.XOAuth2"/> are fetched.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>A PEM file with the CA that signed the server's certificate; empty: the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>The name in EHLO; empty: the machine's.</summary>
    public string HelloName { get; set; } = "";

    /// <summary>Seconds to wait in each phase: connect, greeting, command, and the answer after the message (three times as long).</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Messages on one connection before it is closed and a new one opened.</summary>
    public int MessagesPerConnection { get; set; } = 100;

    /// <summary>Seconds a connection is kept without a mail before it is closed.</summary>
    public int IdleSeconds { get; set; } = 30;

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Host}:{Port} {Security}";

    /// <summary>Whether it logs in with a password rather than a token.</summary>
    internal bool HasPassword => Username.Length > 0 && Auth != SmtpAuth.XOAuth2;

    /// <summary>Whether it fetches tokens itself.</summary>
    internal bool FetchesTokens => Username.Length > 0 && Auth == SmtpAuth.XOAuth2 && OAuth.TokenUrl.Length > 0;
}
