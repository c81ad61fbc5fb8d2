using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Delivery.Folder;

/// <summary>Writes one .eml a mail: development, preview, air gap. The same mail again overwrites its own file.</summary>
internal sealed class FolderChannel(FolderOptions options) : IDeliveryChannel
{
    private const int LongestName = 120;

    private readonly string _folder = Path.GetFullPath(options.Path);

    public string Name => DeliveryChannels.Folder;

    public TimeSpan LongestAfterFence => TimeSpan.FromMinutes(1);

    /// <summary>The file a mail goes to.</summary>
    public string PathOf(OutgoingMail mail) => Path.Combine(_folder, FileName(mail.Key));

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        var target = PathOf(mail);
        var draft = Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(_folder);
            await WriteDraftAsync(draft, mail.Mime, cancellationToken);
            if (!await fence(cancellationToken)) return new DeliveryOutcome.Fenced();
            File.Move(draft, target, overwrite: true);
            return new DeliveryOutcome.Accepted(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.TryAgain($"the mail folder {_folder} cannot be written: {e.Message}", ChannelFault: true);
        }
        finally
        {
            Discard(draft);
        }
    }

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var probe = Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(_folder);
            await File.WriteAllBytesAsync(probe, [], cancellationToken);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Mail:Folder:Path '{_folder}': {e.Message}; choose a folder this process may write to";
        }
        finally
        {
            Discard(probe);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task WriteDraftAsync(string path, ReadOnlyMemory<byte> mime, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);
        await file.WriteAsync(mime, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted is a hidden temporary file: no mail, and no reason to change the outcome.
        }
    }

    // Whatever had to be replaced is told apart by a hash, so that two keys never share a file and none leaves the folder.
    private static string FileName(string key)
    {
        var safe = string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.');
        if (safe == key && safe.Length is > 0 and <= LongestName) return $"{safe}.eml";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6));
        return $"{safe[..Math.Min(safe.Length, LongestName)]}-{hash}.eml";
    }
}
