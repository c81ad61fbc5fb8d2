using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KpiDigest.Tests.Crm.Contract;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(KpiDigest.Tests.Support.SuiteLogs))]

namespace KpiDigest.Tests.Support;

/// <summary>
/// Looks at every line that the program logs anywhere in the suite, at any level: the end of the suite fails where one shows an address of a
/// person, a secret, or what <see cref="ContractWorld.Mark"/> marks.
/// </summary>
public sealed partial class SuiteLogs : IDisposable
{
    private static readonly ConcurrentQueue<string> Found = new();

    /// <summary>A log whose lines are looked at and thrown away.</summary>
    public static ILogger<T> Of<T>() => new Log<T>(static _ => { });

    /// <summary>A log whose lines are looked at and handed on.</summary>
    public static ILogger<T> Of<T>(Action<string> to) => new Log<T>(to);

    /// <summary>Looks at what a process logged.</summary>
    public static void Look(string text, string who)
    {
        foreach (var line in text.Split('\n').Where(l => Planted().IsMatch(l)).Take(3)) Found.Enqueue($"{who}: {line}");
    }

    public void Dispose() => Assert.True(Found.IsEmpty, "Logs show what they must not:\n" + string.Join('\n', Found.Take(20)));

    // The sender's own address is no person's; the servers of the tests sign in as 'digest'.
    [GeneratedRegex(@"(?!digest@)\b[\w.+-]+@[\w-]+\.(com|test|org|example)\b|right-[a-z-]*(token|secret)-4711|consumer-key-4711|" + ContractWorld.Mark, RegexOptions.IgnoreCase)]
    private static partial Regex Planted();

    private sealed class Log<T>(Action<string> to) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {formatter(state, exception)}";
            Look($"{line} {exception}", typeof(T).Name);
            to(line);
        }
    }
}
