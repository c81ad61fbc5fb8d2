namespace KpiDigest.Bounces;

/// <summary>The box cannot be read; the message holds no address and no content of a mail.</summary>
internal sealed class BounceBoxException(string message, Exception? cause = null) : IOException(message, cause);
