namespace KpiDigest.Rendering;

/// <summary>No browser that prints was found; the message says how to get one.</summary>
internal sealed class BrowserMissingException(string message) : Exception(message);
