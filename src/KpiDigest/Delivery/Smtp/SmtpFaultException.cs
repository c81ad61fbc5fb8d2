namespace KpiDigest.Delivery.Smtp;

/// <summary>The dialogue cannot go on; known inside this folder only, the channel makes an outcome of it. The message is one line and holds no secret.</summary>
internal sealed class SmtpFaultException(string message, string? code = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Enhanced or basic status code, where the server gave one.</summary>
    public string? Code { get; } = code;

    /// <summary>Whether the server did not take an access token that a new one may replace.</summary>
    public bool TokenRefused { get; init; }
}
