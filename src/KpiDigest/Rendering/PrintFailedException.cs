namespace KpiDigest.Rendering;

/// <summary>The browser did not deliver a PDF in time or at all.</summary>
internal sealed class PrintFailedException(string message) : Exception(message);
