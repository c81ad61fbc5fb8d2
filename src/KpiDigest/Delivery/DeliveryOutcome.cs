namespace KpiDigest.Delivery;

/// <summary>What became of one attempt.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The channel took responsibility.</summary>
    /// <param name="QueueId">The server's own id of it, or the file's path; null where it named none.</param>
    public sealed record Accepted(string? QueueId) : DeliveryOutcome;

    /// <summary>Not now; nothing was sent.</summary>
    /// <param name="Reason">The server's words or the fault, one line, no secret.</param>
    /// <param name="After">When the server said to come back; null: backoff decides.</param>
    /// <param name="Code">Enhanced or basic status code, where there is one.</param>
    /// <param name="ChannelFault">
    /// The cause is the channel (unreachable, login refused, folder not writable) and would meet any mail: it is tried until it expires,
    /// and the worker pauses instead of trying the others at once.
    /// </param>
    public sealed record TryAgain(string Reason, TimeSpan? After = null, string? Code = null, bool ChannelFault = false) : DeliveryOutcome;

    /// <summary>Refused for good; nothing was sent.</summary>
    /// <param name="Reason">The server's words, one line.</param>
    /// <param name="Code">Enhanced or basic status code.</param>
    public sealed record Refused(string Reason, string? Code = null) : DeliveryOutcome;

    /// <summary>The fence answered false: another worker owns the mail; nothing was sent.</summary>
    public sealed record Fenced : DeliveryOutcome;

    /// <summary>The content may have left, but no answer came: nobody can know.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}
