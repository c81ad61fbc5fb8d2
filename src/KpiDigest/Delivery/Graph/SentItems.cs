using System.Net;
using System.Text.Json;

namespace KpiDigest.Delivery.Graph;

/// <summary>Looks for a delivery in the mailbox's Sent Items, by its own header. Found proves that it left; not found proves nothing yet.</summary>
internal sealed class SentItems(GraphOptions options, GraphClient client, TimeProvider time)
{
    // Where Exchange keeps headers beginning with X-: the property set PS_INTERNET_HEADERS.
    private const string Property = "String {00020386-0000-0000-C000-000000000046} Name " + GraphMessage.DeliveryHeader;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)];

    /// <summary>All looks and their pauses together.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <summary>Looks a few times: it takes moments to be filed.</summary>
    public async Task<bool> HasAsync(string messageId, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            await Task.Delay(pause, time, cancellationToken);
            using var response = await client.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, UrlOf(messageId)), cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK && IsFound(await response.Content.ReadAsStringAsync(cancellationToken))) return true;
        }

        return false;
    }

    private string UrlOf(string messageId)
    {
        var value = messageId.Replace("'", "''", StringComparison.Ordinal);
        var filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{Property}' and ep/value eq '{value}')";
        return $"{options.Mailbox}/mailFolders/sentitems/messages?$top=1&$select=id&$filter={Uri.EscapeDataString(filter)}";
    }

    private static bool IsFound(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("value", out var found) && found.ValueKind == JsonValueKind.Array && found.GetArrayLength() > 0;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
