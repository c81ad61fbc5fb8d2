using System.Text;

namespace KpiDigest.Crm.Http;

/// <summary>The body of a refusal: short, or not read; never a reason to hang or to fail otherwise.</summary>
internal static class ErrorBody
{
    private const int Longest = 64 * 1024;

    /// <summary>The text, which can be read again; empty where it does not come, is too long or broken off.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await response.Content.LoadIntoBufferAsync(Longest, limit.Token);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }
}
