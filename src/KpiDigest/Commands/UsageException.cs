namespace KpiDigest.Commands;

/// <summary>The command line asks for something that does not exist; the message says what does. Exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
