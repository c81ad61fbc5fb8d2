namespace KpiDigest.Delivery.Smtp;

/// <summary>A connection that is greeted, secured and logged in, used by one mail at a time.</summary>
internal sealed class SmtpConnection(SmtpWire wire, SmtpOptions options, SmtpCapabilities capabilities) : IAsyncDisposable
{
    private static readonly TimeSpan QuitLimit = TimeSpan.FromSeconds(2);

    public SmtpWire Wire { get; } = wire;

    public SmtpCapabilities Capabilities { get; } = capabilities;

    public string Host { get; } = options.Host;

    /// <summary>For each phase.</summary>
    public TimeSpan Limit { get; } = TimeSpan.FromSeconds(options.TimeoutSeconds);

    /// <summary>Mails begun on it.</summary>
    public int Mails { get; set; }

    /// <summary>Whether the dialogue is out of step or over; it is closed without a word.</summary>
    public bool Broken { get; set; }

    /// <summary>When it was put back, by the pool's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Whether another mail may use it.</summary>
    public bool Reusable => !Broken && !Wire.HasUnread && Mails < options.MessagesPerConnection;

    /// <summary>Says QUIT where the dialogue still allows it, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!Broken) await Wire.AskAsync("QUIT", "at QUIT", QuitLimit, CancellationToken.None);
        }
        catch (SmtpFaultException)
        {
            // The mail's fate is decided; how the server takes leave changes nothing.
        }

        await Wire.DisposeAsync();
    }
}
