namespace KpiDigest.Bounces;

/// <summary>
/// A maildir (<c>new</c> to <c>cur</c>: what was understood is marked as seen, the rest stays unseen) or a plain folder of messages (to <c>done</c> and
/// <c>unread</c>). Nothing is deleted.
/// </summary>
internal sealed class BounceFolder(string path) : IBounceBox
{
    private const int MostAtOnce = 500;

    // A file that somebody is still writing into is left for the next look; a maildir shows finished ones only.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    private bool IsMaildir => Directory.Exists(Path.Combine(path, "new")) && Directory.Exists(Path.Combine(path, "cur"));

    /// <summary>Oldest name first.</summary>
    public Task<IReadOnlyList<string>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(IsMaildir
        ? [.. Files(Path.Combine(path, "new")).Take(MostAtOnce)]
        : [.. Files(path).Where(file => now - File.GetLastWriteTimeUtc(file) >= Settled).Take(MostAtOnce)]);

    public Task<bool> HasUnreadAsync(CancellationToken cancellationToken) => Task.FromResult(IsMaildir
        ? Files(Path.Combine(path, "cur")).Any(file => file.EndsWith(":2,", StringComparison.Ordinal))
        : Directory.Exists(Path.Combine(path, "unread")) && Files(Path.Combine(path, "unread")).Any());

    public async Task<byte[]> ReadAsync(string message, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(message);
        var bytes = new byte[Math.Min(stream.Length, MailEntity.MostBytes)];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes[..read];
    }

    public Task PutAwayAsync(string message, bool understood, CancellationToken cancellationToken)
    {
        if (IsMaildir)
        {
            File.Move(message, Path.Combine(path, "cur", Path.GetFileName(message).Split(':')[0] + (understood ? ":2,S" : ":2,")));
            return Task.CompletedTask;
        }

        var target = Path.Combine(path, understood ? "done" : "unread");
        Directory.CreateDirectory(target);
        File.Move(message, Free(Path.Combine(target, Path.GetFileName(message))));
        return Task.CompletedTask;
    }

    private static IEnumerable<string> Files(string folder) => new DirectoryInfo(folder).EnumerateFiles()
        .Where(f => !f.Name.StartsWith('.') && !f.Attributes.HasFlag(FileAttributes.ReparsePoint)).Select(f => f.FullName).Order(StringComparer.Ordinal);

    private static string Free(string wanted)
    {
        for (var (name, i) = (wanted, 2); ; name = $"{wanted}.{i++}")
            if (!File.Exists(name)) return name;
    }
}
