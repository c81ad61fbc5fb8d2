using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Mime;
using KpiDigest.Secrets;
using KpiDigest.Tests.Delivery.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Tests.Delivery.Graph;

/// <summary>
/// The part of Graph that sends mail, on loopback, as strict as the real one is known to be: tokens, the mailbox, text/plain base64, 4 MB a
/// request, four calls at a time, recipients from the message's own header, lost headers, Sent Items.
/// </summary>
internal sealed partial class GraphStub : IAsyncDisposable
{
    public const string User = "digest@example.com";
    private const int LargestRequest = 4 * 1024 * 1024;
    private const int AtATime = 4;

    private readonly WebApplication _app;
    private int _running;

    private GraphStub(WebApplication app, LoginServer login) => (_app, Login) = (app, login);

    public LoginServer Login { get; }

    /// <summary>The messages that were taken, as they came.</summary>
    public ConcurrentQueue<byte[]> Taken { get; } = new();

    /// <summary>Who got one, from the messages' headers.</summary>
    public ConcurrentQueue<string> Readers { get; } = new();

    /// <summary>The headers that are left of each message at the reader's.</summary>
    public ConcurrentQueue<string> Kept { get; } = new();

    public int Calls { get; private set; }

    public int MostAtATime { get; private set; }

    /// <summary>Answers instead of the ordinary one; the message was read and is given in base64.</summary>
    public Func<HttpContext, string, Task<IResult>>? Instead { get; set; }

    /// <summary>Whether Sent Items shows what was taken.</summary>
    public bool FilesSentItems { get; set; } = true;

    public static async Task<GraphStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var stub = new GraphStub(app, await LoginServer.StartAsync());
        app.MapPost("/v1.0/users/{user}/sendMail", (Delegate)stub.SendMailAsync);
        app.MapGet("/v1.0/users/{user}/mailFolders/sentitems/messages", (Delegate)stub.SentItems);
        stub.MapInbox(app);
        app.MapGet("/v1.0/", (HttpContext c) => stub.Denied(c) ?? Results.Ok());
        await app.StartAsync();
        return stub;
    }

    public GraphOptions Options(Action<GraphOptions>? change = null)
    {
        var options = new GraphOptions
        {
            Tenant = "tenant",
            ClientId = LoginServer.ClientId,
            ClientSecret = new SecretText(LoginServer.Secret),
            User = User,
            BaseUrl = _app.Urls.First(),
            LoginUrl = Login.Url,
            TimeoutSeconds = 10,
        };
        Login.Scope = $"{options.BaseUrl}/.default";
        change?.Invoke(options);
        return options;
    }

    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Login.DisposeAsync();
    }

    private IResult? Denied(HttpContext context) => context.Request.Headers.Authorization == $"Bearer {Login.Newest}" ? null : Error(401, "InvalidAuthenticationToken");

    private async Task<IResult> SendMailAsync(HttpContext context, string user)
    {
        var running = Interlocked.Increment(ref _running);
        try
        {
            lock (Taken) (Calls, MostAtATime) = (Calls + 1, Math.Max(MostAtATime, running));
            using var reader = new StreamReader(context.Request.Body, Encoding.ASCII);
            var body = await reader.ReadToEndAsync();
            if (Instead is not null) return await Instead(context, body);
            return Denied(context) ?? (running > AtATime ? Throttled(context) : Take(context, user, body));
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>The ordinary answer.</summary>
    public IResult Take(HttpContext context, string user, string body)
    {
        if (user != User) return Error(404, "ErrorInvalidUser");
        if (context.Request.ContentType != "text/plain") return Error(415, "UnsupportedMediaType");
        if (body.Length > LargestRequest || context.Request.ContentLength != body.Length) return Error(413, "RequestEntityTooLarge");
        var mime = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, mime, out var length)) return Error(400, "ErrorMimeContentInvalidBase64String");
        mime = mime[..length];
        var head = Unfolded(mime);
        var readers = ReaderHeader().Matches(head).Select(m => Mailbox.Parse(m.Groups[1].Value, "To").Address).ToList();
        if (readers.Count == 0) return Error(400, "ErrorInvalidRecipients");
        if (Mailbox.Parse(FromHeader().Match(head).Groups[1].Value, "From").Address != User) return Error(403, "ErrorSendAsDenied");
        Taken.Enqueue(mime);
        readers.ForEach(Readers.Enqueue);
        Kept.Enqueue(string.Join('\n', head.Split("\r\n").Where(IsKept)));
        context.Response.Headers["request-id"] = $"request-{Taken.Count}";
        return Results.StatusCode(202);
    }

    public static IResult Throttled(HttpContext context, string after = "30")
    {
        context.Response.Headers.RetryAfter = after;
        return Error(429, "ApplicationThrottled");
    }

    public static IResult Error(int status, string code) => Results.Json(new { error = new { code, message = $"Words\r\nabout {code}." } }, statusCode: status);

    private IResult SentItems(HttpContext context, string user)
    {
        if (Denied(context) is { } denied) return denied;
        var asked = FilterText().Match(context.Request.Query["$filter"].ToString());
        if (!asked.Success || user != User) return Error(400, "BadRequest");
        var found = FilesSentItems && Kept.Any(head => head.Split('\n').Contains($"X-KpiDigest-Delivery: {asked.Groups[1].Value}"));
        return Results.Json(new { value = found ? new[] { new { id = "AAMk" } } : [] });
    }

    private static string Unfolded(byte[] mime)
    {
        var text = Encoding.UTF8.GetString(mime);
        return Regex.Replace(text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)], "\r\n[ \t]", " ") + "\r\n";
    }

    // Auto-Submitted, List-Id, List-Unsubscribe, Feedback-ID and their like are dropped even from MIME.
    private static bool IsKept(string line) =>
        line.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
        || new[] { "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Reply-To", "In-Reply-To", "References" }.Contains(line.Split(':')[0]);

    [GeneratedRegex("^(?:To|Cc|Bcc): (.*)\r$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ReaderHeader();

    [GeneratedRegex("^From: (.*)\r$", RegexOptions.Multiline)]
    private static partial Regex FromHeader();

    [GeneratedRegex(@"^singleValueExtendedProperties/Any\(ep: ep/id eq 'String \{00020386-0000-0000-C000-000000000046\} Name X-KpiDigest-Delivery' and ep/value eq '([^']+)'\)$")]
    private static partial Regex FilterText();
}
