namespace KpiDigest.Core.Digests;

/// <summary>Where the numbers come from, what is left out, and why the reader gets this.</summary>
public sealed record DigestFooter
{
    /// <summary>"Data as of … from HubSpot."</summary>
    public required string AsOf { get; init; }

    /// <summary>What is counted and what is not.</summary>
    public required string Coverage { get; init; }

    /// <summary>How the figures are made.</summary>
    public required string Method { get; init; }

    /// <summary>Why the reader gets this mail; where there is no <see cref="Unsubscribe"/>, also who can stop it.</summary>
    public required string Why { get; init; }

    /// <summary>A mailto or https link that stops or changes the mail, the one of List-Unsubscribe; empty: none.</summary>
    public required string Unsubscribe { get; init; }

    /// <summary>Company and postal address; may be empty.</summary>
    public required string Sender { get; init; }
}
