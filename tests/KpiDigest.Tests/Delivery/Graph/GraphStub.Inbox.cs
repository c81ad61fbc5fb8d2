using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.Tests.Delivery.Graph;

/// <content>The inbox of a mailbox: unread messages page by page, a message as MIME, marks.</content>
internal sealed partial class GraphStub
{
    private const int Page = 2;

    /// <summary>Messages by id: MIME, whether it is read, and its categories.</summary>
    public SortedDictionary<string, (byte[] Mime, bool IsRead, string[] Categories)> Inbox { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the application may read and mark mail.</summary>
    public bool MayRead { get; set; } = true;

    private void MapInbox(WebApplication app)
    {
        app.MapGet("/v1.0/users/{user}/mailFolders/inbox/messages", (Delegate)List);
        app.MapGet("/v1.0/users/{user}/messages/{id}/$value", (HttpContext c, string user, string id) => Refused(c, user) ?? (Inbox.TryGetValue(Uri.UnescapeDataString(id), out var found) ? Results.Bytes(found.Mime, "text/plain") : Error(404, "ErrorItemNotFound")));
        app.MapPatch("/v1.0/users/{user}/messages/{id}", (Delegate)MarkAsync);
    }

    private IResult? Refused(HttpContext context, string user) => Denied(context) ?? (user != User ? Error(404, "ErrorInvalidUser") : MayRead ? null : Error(403, "ErrorAccessDenied"));

    private IResult List(HttpContext context, string user)
    {
        var query = context.Request.Query;
        if (Refused(context, user) is { } refused) return refused;
        if (query["$filter"] != "isRead eq false" || query["$select"] != "id,categories" || int.Parse(query["$top"]!, CultureInfo.InvariantCulture) > 1000) return Error(400, "BadRequest");
        var skip = query.TryGetValue("$skip", out var skipped) ? int.Parse(skipped!, CultureInfo.InvariantCulture) : 0;
        var unread = Inbox.Where(m => !m.Value.IsRead).ToList();
        var json = new JsonObject { ["value"] = new JsonArray([.. unread.Skip(skip).Take(Page).Select(m => new JsonObject { ["id"] = m.Key, ["categories"] = new JsonArray([.. m.Value.Categories.Select(c => JsonValue.Create(c))]) })]) };
        if (unread.Count > skip + Page) json["@odata.nextLink"] = $"{_app.Urls.First()}{context.Request.Path}?$filter=isRead%20eq%20false&$select=id,categories&$top=100&$skip={skip + Page}";
        return Results.Text(json.ToJsonString(), "application/json");
    }

    private async Task<IResult> MarkAsync(HttpContext context, string user, string id)
    {
        if (Refused(context, user) is { } refused) return refused;
        id = Uri.UnescapeDataString(id);
        if (!Inbox.TryGetValue(id, out var message)) return Error(404, "ErrorItemNotFound");
        var change = await JsonNode.ParseAsync(context.Request.Body);
        Inbox[id] = (message.Mime, change!["isRead"]?.GetValue<bool>() ?? message.IsRead, [.. change["categories"]!.AsArray().Select(c => c!.GetValue<string>())]);
        return Results.Json(new { id });
    }
}
