using KpiDigest.Secrets;

namespace KpiDigest.Alerts;

/// <summary>Who looks after this installation, and how they are told that something is wrong.</summary>
internal sealed class AlertOptions
{
    public const string Section = "Admin";

    /// <summary>The same options in another object.</summary>
    public AlertOptions Copy() => (AlertOptions)MemberwiseClone();

    /// <summary>Takes over all of another.</summary>
    public void TakeOver(AlertOptions newer) => (Email, AlertEveryMinutes, Webhook, HeartbeatUrl) = (newer.Email, newer.AlertEveryMinutes, newer.Webhook, newer.HeartbeatUrl);

    /// <summary>Gets what nobody else may see: held digests, refused mails. Empty: nobody.</summary>
    public string Email { get; set; } = "";

    /// <summary>Minutes from one mail to the admin to the next; what happens in between is in the next.</summary>
    public int AlertEveryMinutes { get; set; } = 60;

    /// <summary>An https address that gets the same as JSON, <c>{"text": …}</c>, as chat systems take it: the second path when mail itself is what fails. Empty: none.</summary>
    public SecretText Webhook { get; set; } = new("");

    /// <summary>An https address that is asked every five minutes while nothing is late, for a watch that alarms when the asking stops. Empty: none.</summary>
    public SecretText HeartbeatUrl { get; set; } = new("");
}
