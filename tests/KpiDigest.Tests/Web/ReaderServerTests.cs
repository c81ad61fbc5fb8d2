using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Tests.Delivery.Smtp;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Support;
using KpiDigest.Web;

namespace KpiDigest.Tests.Web;

/// <summary>The door over real HTTP, on either engine.</summary>
public abstract class ReaderServerTests : RunTests
{
    private readonly LogLines _log = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private ReaderServer? _server;

    private static ReaderLinks Links => new("https://digest.example.com", [Encoding.UTF8.GetBytes(new string('k', 40))], "acme");

    private string Weekly => Local(Links.Url("weekly", "en-GB", "reader0@example.com"));

    [Fact]
    public async Task One_click_stops_this_digest_and_is_not_redirected_and_twice_is_once()
    {
        await OpenAsync();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync(Weekly, ("List-Unsubscribe", "One-Click"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var stopped = Assert.Single(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Equal(("reader0@example.com", "weekly", SuppressionKind.Stopped), (stopped.Recipient, stopped.Digest, stopped.Kind));
        Assert.Contains(_log.Lines, line => line == "Information A reader of weekly asked to Stop");
        Assert.DoesNotContain(_log.Lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_click_as_multipart_form_stops_too()
    {
        await OpenAsync();
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        using var answer = await _http.PostAsync(Weekly, form, Now);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await Outbox.Suppressions.ListAsync(false, Now));
    }

    [Fact]
    public async Task To_look_changes_nothing_and_shows_a_page_that_lets_nothing_in()
    {
        await OpenAsync();
        using var answer = await _http.GetAsync(Weekly, Now);
        var page = await answer.Content.ReadAsStringAsync(Now);

        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("You get this digest.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("reader0", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains("default-src 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_buttons_pause_stop_stop_all_and_start_again()
    {
        await OpenAsync();
        Assert.Matches("You get this digest again from 20[0-9]{2}-[0-9]{2}-[0-9]{2}", await WishAsync("Pause"));
        Assert.Contains("You do not get this digest any more.", await WishAsync("Stop"), StringComparison.Ordinal);
        Assert.Contains("You do not get any digest any more.", await WishAsync("StopAll"), StringComparison.Ordinal);
        Assert.Equal(3, (await Outbox.Suppressions.ListAsync(false, Now)).Count);

        var page = await WishAsync("Start");
        Assert.Contains("Saved.", page, StringComparison.Ordinal);
        Assert.Contains("You get this digest.", page, StringComparison.Ordinal);
        Assert.Empty(await Outbox.Suppressions.ListAsync(false, Now));
    }

    [Fact]
    public async Task What_bounced_a_reader_does_not_undo()
    {
        await OpenAsync();
        await Outbox.Suppressions.AddAsync("reader0@example.com", "", SuppressionKind.Bounced, "5.1.1", null, Now);

        Assert.Contains("Mail to you came back", await WishAsync("Start"), StringComparison.Ordinal);
        Assert.Single(await Outbox.Suppressions.ListAsync(false, Now));
    }

    [Theory]
    [InlineData("de-DE", "lang=\"de\" dir=\"ltr\"", "Sie erhalten diesen Bericht.")]
    [InlineData("ar-EG", "lang=\"ar\" dir=\"rtl\"", null)]
    [InlineData("ja-JP", "lang=\"ja\" dir=\"ltr\"", null)]
    [InlineData("fr-FR", "lang=\"en\" dir=\"ltr\"", "You get this digest.")]
    public async Task The_page_speaks_the_readers_language(string culture, string attributes, string? says)
    {
        await OpenAsync();
        var page = await _http.GetStringAsync(Local(Links.Url("weekly", culture, "reader0@example.com")), Now);

        Assert.Contains(attributes, page, StringComparison.Ordinal);
        if (says is not null) Assert.Contains(says, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_a_reader_nobody_knows_and_a_wrong_path_look_the_same()
    {
        await OpenAsync();
        var answers = new List<string>();
        foreach (var address in new[] { Weekly[..^1] + (Weekly[^1] == 'A' ? 'Q' : 'A'), Local(Links.Url("weekly", "en-GB", "nobody@example.com")), Local("https://digest.example.com/u/x"), Local("https://digest.example.com/other") })
        {
            using var get = await _http.GetAsync(address, Now);
            using var post = await PostAsync(address, ("List-Unsubscribe", "One-Click"));
            answers.Add($"{(int)get.StatusCode} {await get.Content.ReadAsStringAsync(Now)} {(int)post.StatusCode} {await post.Content.ReadAsStringAsync(Now)}");
        }

        Assert.Equal("404  404 ", Assert.Single(answers.Distinct()));
        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
    }

    [Theory]
    [InlineData("wish", "Fly", HttpStatusCode.BadRequest)]
    [InlineData("wish", "7", HttpStatusCode.BadRequest)]
    [InlineData("List-Unsubscribe", "no", HttpStatusCode.BadRequest)]
    public async Task A_post_that_asks_for_nothing_changes_nothing(string name, string value, HttpStatusCode status)
    {
        await OpenAsync();
        using var answer = await PostAsync(Weekly, (name, value));

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
    }

    [Fact]
    public async Task A_large_body_is_refused()
    {
        await OpenAsync();
        using var answer = await PostAsync(Weekly, ("List-Unsubscribe", "One-Click"), ("x", new string('x', 100_000)));

        Assert.True((int)answer.StatusCode is 400 or 413, $"{answer.StatusCode}");
        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
    }

    [Fact]
    public async Task More_than_it_answers_in_a_minute_is_put_off()
    {
        await OpenAsync();
        var counts = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i <= ReaderServer.MostPerMinute; i++)
        {
            using var answer = await _http.GetAsync(Local("https://digest.example.com/other"), Now);
            counts[answer.StatusCode] = counts.GetValueOrDefault(answer.StatusCode) + 1;
        }

        Assert.True(counts.GetValueOrDefault(HttpStatusCode.TooManyRequests) >= 1, string.Join(", ", counts));
    }

    [Fact]
    public async Task It_speaks_https_with_a_certificate_of_its_own()
    {
        using var folder = new TempFolder();
        var certificate = TestCertificates.Localhost;
        folder.Write("chain.pem", certificate.ExportCertificatePem() + "\n" + await File.ReadAllTextAsync(TestCertificates.CaFile, Now));
        folder.Write("key.pem", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await OpenAsync(new WebOptions { Listen = "https://127.0.0.1:0", CertificateFile = folder.Combine("chain.pem"), CertificateKeyFile = folder.Combine("key.pem") });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, chain, _) => shown!.Thumbprint == certificate.Thumbprint };
        using var http = new HttpClient(handler);

        using var answer = await http.GetAsync(Weekly, Now);

        Assert.StartsWith("https://", _server!.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(Weekly.Replace("https://", "http://", StringComparison.Ordinal), Now));
    }

    protected override async ValueTask CloseAsync()
    {
        if (_server is not null) await _server.StopAsync(CancellationToken.None);
        _http.Dispose();
    }

    /// <summary>A door beside a sent mail with a link in it.</summary>
    private async Task OpenAsync(WebOptions? options = null)
    {
        var run = await ClaimedRunAsync();
        await Runs.StageAsync(run, [Mail(run, "reader0@example.com") with { Reader = Links.ReaderOf("reader0@example.com") }], Now);
        await Runs.EnqueueAsync(run, 1, 100, Now);
        var texts = new DigestRenderer(new RenderingOptions()).Texts;
        _server = new ReaderServer(options ?? new WebOptions { Listen = "http://127.0.0.1:0" }, new ReaderDesk(Links, Outbox.Suppressions, _log.For<ReaderDesk>()), () => texts, _log.For<ReaderServer>());
        await _server.StartAsync(Now);
    }

    private string Local(string url) => url.Replace("https://digest.example.com", _server!.Address, StringComparison.Ordinal);

    private async Task<string> WishAsync(string wish)
    {
        using var answer = await PostAsync(Weekly, ("wish", wish));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Now);
    }

    private async Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await _http.PostAsync(url, form, Now);
    }
}
