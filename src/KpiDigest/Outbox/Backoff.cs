using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>How long a mail waits after it was put off: 1, 2, 4 … minutes, up to a cap, less a part of a fifth that the mail and the attempt decide.</summary>
internal static class Backoff
{
    /// <summary>For a mail the server puts off.</summary>
    public static readonly Duration MailCap = Duration.FromHours(1);

    /// <summary>For a channel that does not work: when it works again, mails should not sit for an hour.</summary>
    public static readonly Duration ChannelCap = Duration.FromMinutes(5);

    /// <param name="key">Spreads mails that were put off together.</param>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="cap">Never longer.</param>
    public static Duration After(string key, int attempt, Duration cap)
    {
        var whole = Duration.Min(cap, Duration.FromMinutes(Math.Pow(2, Math.Clamp(attempt - 1, 0, 20))));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {attempt}"));
        return whole * (1 - (hash[0] / 255.0 / 5));
    }
}
