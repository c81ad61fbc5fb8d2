using System.Globalization;

namespace KpiDigest.Commands;

/// <summary>
/// Tells when files have changed and have come to rest. It looks at names, sizes and times a few times a second: notices of the system get lost on mounted
/// volumes, and a preview has few files.
/// </summary>
internal sealed class FileWatch
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<string> _paths;
    private string _seen;

    /// <param name="paths">Files, and folders with all that is in them.</param>
    public FileWatch(IReadOnlyList<string> paths) => (_paths, _seen) = (paths, State(paths));

    /// <summary>Returns when something is other than at the last return, and the same at two looks.</summary>
    public async Task ChangedAsync(CancellationToken cancellationToken)
    {
        for (var last = _seen; ;)
        {
            await Task.Delay(Tick, cancellationToken);
            var now = State(_paths);
            if (now != _seen && now == last)
            {
                _seen = now;
                return;
            }

            last = now;
        }
    }

    private static string State(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(p => Directory.Exists(p) ? Directory.EnumerateFiles(p, "*", SearchOption.AllDirectories) : [p]).Order(StringComparer.Ordinal);
        return string.Join('\n', files.Select(f => new FileInfo(f)).Select(f => f.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}")
            : f.FullName + " is gone"));
    }
}
