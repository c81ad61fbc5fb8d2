namespace KpiDigest.Delivery;

/// <summary>Whether mail leaves the house.</summary>
internal enum MailMode
{
    /// <summary>Nothing is sent (new installations).</summary>
    Off,

    /// <summary>Everything goes to one address.</summary>
    Redirect,

    /// <summary>Recipients get their mail.</summary>
    Live,
}
