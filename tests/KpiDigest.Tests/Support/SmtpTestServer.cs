namespace KpiDigest.Tests.Support;

/// <summary>A real submission server (Postfix) that a test may send to: STARTTLS and login are required on <see cref="Port"/>.</summary>
/// <param name="Host">Name in the server's certificate; resolves to loopback.</param>
/// <param name="Port">Submission port: STARTTLS, then AUTH PLAIN or LOGIN.</param>
/// <param name="TlsPort">Implicit TLS, then AUTH; 0 where there is none.</param>
/// <param name="PlainPort">No TLS, no login, loopback only; 0 where there is none.</param>
/// <param name="User">Login name.</param>
/// <param name="Password">Login password.</param>
/// <param name="CaFile">PEM file of the CA that signed the server's certificate.</param>
/// <param name="Maildir">Maildir into which every accepted mail is delivered, whatever its address.</param>
internal sealed record SmtpTestServer(
    string Host, int Port, int TlsPort, int PlainPort, string User, string Password, string CaFile, string Maildir);
