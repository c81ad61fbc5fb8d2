using System.Security.Cryptography.X509Certificates;
using System.Threading.RateLimiting;
using KpiDigest.Core.Languages;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Web;

/// <summary>
/// Answers the links of mails. POST of <c>List-Unsubscribe=One-Click</c> stops the digest (RFC 8058); GET shows a page and changes nothing, because link scanners
/// fetch it; the page's buttons POST a wish. What is no link of ours is 404 without a reason. No cookies, no redirects.
/// </summary>
internal sealed class ReaderServer(WebOptions options, ReaderDesk desk, Func<TextLibrary> texts, ILogger<ReaderServer> log) : IHostedService
{
    /// <summary>Requests a minute that one worker answers.</summary>
    public const int MostPerMinute = 600;

    private const int LargestBody = 4096;

    private WebApplication? _app;

    /// <summary>Where it answers, once started; the port of a configured port 0 is known then.</summary>
    public string? Address => _app?.Urls.FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Listen.Length == 0) return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Listen).ConfigureKestrel(Limit);
        if (options.CertificateFile.Length > 0) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRateLimiter(Limit);
        _app = builder.Build();
        _app.Use(ProtectAsync);
        _app.UseRateLimiter();
        _app.MapGet(ReaderLinks.Path + "{token}", ShowAsync);
        _app.MapPost(ReaderLinks.Path + "{token}", TakeAsync);
        await _app.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null) return;
        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }

    private void Limit(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        if (options.CertificateFile.Length == 0) return;
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile);
        kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) =
            (X509Certificate2.CreateFromPemFile(options.CertificateFile, options.CertificateKeyFile), chain));
    }

    private static void Limit(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter(
            "all", _ => new FixedWindowRateLimiterOptions { PermitLimit = MostPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    private async Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ReaderPage.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is StoreException && !context.Response.HasStarted)
        {
            log.LogError("A reader's wish could not be written down: {Fault}", e.Message);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task<IResult> ShowAsync(string token, CancellationToken cancellationToken) =>
        await desk.FindAsync(token, cancellationToken) is var (said, recipient) ? await PageAsync(said, recipient, saved: false, cancellationToken) : Results.NotFound();

    private async Task<IResult> TakeAsync(string token, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(token, cancellationToken) is not var (said, recipient)) return Results.NotFound();
        if (await FormAsync(request, cancellationToken) is not { } form) return Results.BadRequest();
        if (form["List-Unsubscribe"] == "One-Click")
        {
            await desk.DoAsync(Wish.Stop, said, recipient, cancellationToken);
            return Results.Text("ok");
        }

        if (!Enum.TryParse<Wish>(form["wish"], out var wish) || !Enum.IsDefined(wish)) return Results.BadRequest();
        await desk.DoAsync(wish, said, recipient, cancellationToken);
        return await PageAsync(said, recipient, saved: true, cancellationToken);
    }

    /// <summary>Null: the body is no form, or too large.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task<IResult> PageAsync(ReaderToken token, string recipient, bool saved, CancellationToken cancellationToken) => Results.Text(
        ReaderPage.Of(texts().For(token.Culture), token.Digest, await desk.StandsAsync(token, recipient, cancellationToken), saved), "text/html; charset=utf-8");
}
