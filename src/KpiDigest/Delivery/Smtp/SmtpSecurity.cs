namespace KpiDigest.Delivery.Smtp;

/// <summary>How the connection is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>STARTTLS is required (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    ImplicitTls,

    /// <summary>No TLS; loopback only unless <see cref="SmtpOptions.AllowPlaintext"/>.</summary>
    None,
}
