namespace KpiDigest.Delivery.Smtp;

/// <summary>Login mechanism.</summary>
internal enum SmtpAuth
{
    /// <summary>PLAIN, else LOGIN.</summary>
    Auto,

    /// <summary>RFC 4616.</summary>
    Plain,

    /// <summary>The old LOGIN exchange.</summary>
    Login,

    /// <summary>XOAUTH2 with an access token.</summary>
    XOAuth2,
}
