using System.Globalization;
using System.Net;
using System.Text.Json;
using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Graph;

/// <summary>What Graph answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Graph's own code, such as <c>ErrorSendAsDenied</c>; empty where it gave none.</param>
/// <param name="Message">Its words, one short line.</param>
/// <param name="RequestId">By which its support finds the call.</param>
/// <param name="After">When it wants to be asked again.</param>
internal sealed record GraphReply(HttpStatusCode Status, string Code, string Message, string? RequestId, TimeSpan? After)
{
    private static readonly TimeSpan LongestAfter = TimeSpan.FromHours(1);

    /// <summary>The status is certain; a body that does not come whole takes nothing from it.</summary>
    public static async Task<GraphReply> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (code, message) = ("", "");
        try
        {
            if (!response.IsSuccessStatusCode) (code, message) = Error(await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            message = "its answer broke off";
        }

        var id = response.Headers.TryGetValues("request-id", out var ids) ? SecureHttp.OneLine(ids.First(), 100) : null;
        return new GraphReply(response.StatusCode, code, message, id, AfterOf(response, now));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Code} {Message}").Replace("  ", " ", StringComparison.Ordinal).Trim();

    private static TimeSpan? AfterOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var after = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - now);
        return after is not { } named ? null : named < TimeSpan.Zero ? TimeSpan.Zero : named > LongestAfter ? LongestAfter : named;
    }

    private static (string Code, string Message) Error(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var error = document.RootElement.GetProperty("error");
            var code = string.Concat(error.GetProperty("code").GetString()!.Where(char.IsAsciiLetterOrDigit));
            return (code[..Math.Min(code.Length, 60)], SecureHttp.OneLine(error.GetProperty("message").GetString() ?? "", 200));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or NullReferenceException)
        {
            return ("", "");
        }
    }
}
