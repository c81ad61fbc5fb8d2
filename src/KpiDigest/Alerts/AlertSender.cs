using System.Net.Http.Json;
using KpiDigest.Delivery;
using KpiDigest.Secrets;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Alerts;

/// <summary>
/// Tells the admin, by mail and by a second path. What was told is taken down after it was, so a worker that dies in between tells it
/// twice; that is better than never.
/// </summary>
/// <param name="book">What was told.</param>
/// <param name="channel">The channel of the digests.</param>
/// <param name="mail">Who sends.</param>
/// <param name="options">Who is told.</param>
/// <param name="mode">The mode in force: nothing goes out by accident, not even an alert.</param>
/// <param name="installation">Name of the installation, for the subject.</param>
/// <param name="log">Says that an alert could not be told.</param>
internal sealed class AlertSender(
    AlertBook book, IDeliveryChannel channel, MailOptions mail, AlertOptions options, Func<CancellationToken, Task<MailMode>> mode, string installation, ILogger<AlertSender> log) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Takes down what there is and tells what is new. Returns how many matters were told.</summary>
    public async Task<int> TellAsync(IReadOnlyCollection<Matter> matters, Instant now, CancellationToken cancellationToken)
    {
        await book.RecordAsync(matters, now, cancellationToken);
        var untold = await book.UntoldAsync(Duration.FromMinutes(options.AlertEveryMinutes), now, cancellationToken);
        if (untold.Count == 0) return 0;
        var mailed = await MailAsync(untold, now, cancellationToken);
        var posted = await PostAsync(untold, cancellationToken);
        return mailed || posted ? await book.ToldAsync(untold, now, cancellationToken) : 0;
    }

    /// <summary>Says that all is well to whoever watches.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        if (!options.HeartbeatUrl.IsEmpty) await TryAsync("the heartbeat", options.HeartbeatUrl, address => _http.GetAsync(address, cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> MailAsync(IReadOnlyList<Matter> matters, Instant now, CancellationToken cancellationToken)
    {
        var to = await mode(cancellationToken) switch { MailMode.Live => options.Email, MailMode.Redirect => mail.RedirectTo, _ => "" };
        if (to.Length == 0 || !mail.MayReceive(to)) return false;
        var outcome = await channel.SendAsync(AlertMail.Compose(mail, installation, to, matters, now), _ => Task.FromResult(true), cancellationToken);
        if (outcome is not DeliveryOutcome.Accepted) log.LogError("The admin could not be told by mail ({Outcome})", outcome.GetType().Name);
        return outcome is DeliveryOutcome.Accepted or DeliveryOutcome.Unknown;
    }

    // No addresses of people go to a chat: their number and the command that shows them.
    private async Task<bool> PostAsync(IReadOnlyList<Matter> matters, CancellationToken cancellationToken) =>
        !options.Webhook.IsEmpty && await TryAsync("the webhook", options.Webhook, address =>
            _http.PostAsJsonAsync(address, new { text = AlertMail.Subject(installation, matters.Count) + ": kpidigest status" }, cancellationToken));

    private async Task<bool> TryAsync(string what, SecretText address, Func<string, Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var answer = await ask(address.Reveal());
            if (answer.IsSuccessStatusCode) return true;
            log.LogError("{What} answered {Status}", what, (int)answer.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidOperationException)
        {
            log.LogError("{What} could not be reached ({Fault})", what, e.GetType().Name);
        }

        return false;
    }
}
