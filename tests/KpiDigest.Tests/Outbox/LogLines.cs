using System.Collections.Concurrent;
using KpiDigest.Tests.Support;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Tests.Outbox;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogLines
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger<T> For<T>() => SuiteLogs.Of<T>(Lines.Enqueue);
}
