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

    /// <summary>Password, or access token with <see cref="SmtpAuth.XOAuth2"/>.</summary>
    public SecretText Password { get; set; } = new("");

    /// <summary>Which mechanism; Auto takes the best the server offers of PLAIN and LOGIN.</summary>
    public SmtpAuth Auth { get; set; } = SmtpAuth.Auto;

    /// <summary>A PEM file with the CA that signed the server's certificate; empty: the system's.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>The name in EHLO; empty: the machine's.</summary>
    public string HelloName { get; set; } = "";

    /// <summary>Seconds to wait in each phase: connect, greeting, command, and the answer after the message (three times as long).</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Messages on one connection before it is closed and a new one opened.</summary>
    public int MessagesPerConnection { get; set; } = 100;

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{Host}:{Port} {Security}";

    /// <summary>Whether it logs in with a password rather than a token.</summary>
    internal bool HasPassword => Username.Length > 0 && Auth != SmtpAuth.XOAuth2;
}
