using KpiDigest.Outbox;
using KpiDigest.Runs;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Web;

/// <summary>Does what a reader asks for. Asking twice is as good as once.</summary>
internal sealed class ReaderDesk(ReaderLinks links, SuppressionStore suppressions, ILogger<ReaderDesk> log)
{
    private static readonly Duration PauseLength = Duration.FromDays(28);

    // A reader undoes the reader's own wishes; what bounced is for the admin.
    private static readonly SuppressionKind[] Own = [SuppressionKind.Stopped, SuppressionKind.Paused];

    /// <summary>The reader and digest of a token; null: there is none, and nobody is told why.</summary>
    public async Task<(ReaderToken Token, string Recipient)?> FindAsync(string token, CancellationToken cancellationToken) =>
        links.Read(token) is { } said && await suppressions.ReaderAsync(said.Reader, cancellationToken) is { } recipient ? (said, recipient) : null;

    /// <summary>What keeps mail of this digest from the reader, what counts for all digests first.</summary>
    public async Task<Suppression?> StandsAsync(ReaderToken token, string recipient, CancellationToken cancellationToken) =>
        (await suppressions.OfReaderAsync(recipient, cancellationToken)).Where(s => s.Digest.Length == 0 || s.Digest == token.Digest).OrderBy(s => s.Digest.Length).ThenBy(s => s.Kind).FirstOrDefault();

    public async Task DoAsync(Wish wish, ReaderToken token, string recipient, CancellationToken cancellationToken)
    {
        var changed = wish switch
        {
            Wish.Pause => await suppressions.AddAsync(recipient, token.Digest, SuppressionKind.Paused, "by the reader", PauseLength, cancellationToken),
            Wish.Stop => await suppressions.AddAsync(recipient, token.Digest, SuppressionKind.Stopped, "by the reader", null, cancellationToken),
            Wish.StopAll => await suppressions.AddAsync(recipient, "", SuppressionKind.Stopped, "by the reader", null, cancellationToken),
            _ => await suppressions.EndAsync(recipient, token.Digest, Own, cancellationToken) + await suppressions.EndAsync(recipient, "", Own, cancellationToken) > 0,
        };
        log.LogInformation("A reader of {Digest} asked to {Wish}{Again}", token.Digest, wish, changed ? "" : " (no change)");
    }
}
