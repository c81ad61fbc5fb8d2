using System.Net;
using System.Text;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Secrets;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveErrorsTests : IDisposable
{
    private readonly Pulling _pulling = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _pulling.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(401, "put a new one in Crm:Token", false)]
    [InlineData(402, "account is not open", false)]
    [InlineData(403, "permissions or the company's plan", false)]
    [InlineData(404, "check Crm:BaseUrl", false)]
    [InlineData(410, "a newer version of this program", false)]
    [InlineData(301, "correct Crm:BaseUrl", false)]
    [InlineData(503, "try later", true)]
    public async Task A_refusal_says_what_to_do(int status, string fix, bool isTransient)
    {
        var e = await FailsAsync(() => FakePipedrive.Error(status, "what Pipedrive says"));

        Assert.Contains(fix, e.Message, StringComparison.Ordinal);
        Assert.Contains("what Pipedrive says", e.Message, StringComparison.Ordinal);
        Assert.Equal((isTransient, (HttpStatusCode)status), (e.IsTransient, e.Status));
    }

    [Fact]
    public async Task The_gateways_web_page_is_no_missing_permission_and_is_not_asked_again()
    {
        var asked = 0;

        var e = await FailsAsync(() =>
        {
            asked++;
            return new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<!DOCTYPE html><title>Access denied | Cloudflare</title>", Encoding.UTF8, "text/html") };
        });

        Assert.Equal((1, true), (asked, e.IsTransient));
        Assert.Contains("in an hour or more", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_tokens_end_the_sync_and_say_when_they_are_back()
    {
        var asked = 0;

        var e = await FailsAsync(() =>
        {
            asked++;
            var answer = FakePipedrive.Error(429, "over limit");
            answer.Headers.TryAddWithoutValidation("x-daily-ratelimit-token-remaining", "0");
            answer.Headers.TryAddWithoutValidation("x-ratelimit-reset", "1");
            return answer;
        });

        Assert.Equal(1, asked);
        Assert.Contains("2026-11-21 00:00", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_waits_as_long_as_its_header_says_or_two_seconds()
    {
        var answers = new Queue<string?>(["7", null]);

        await OpenAsync(() => answers.TryDequeue(out var reset) ? Burst(reset) : null);

        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(2)], _pulling.Clock.Waits.Take(2));
    }

    [Fact]
    public async Task Success_that_is_false_is_a_failure()
    {
        var e = await FailsAsync(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"success":false,"error":"x","data":null}""", Encoding.UTF8, "application/json") });

        Assert.Contains("'success': false", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_in_its_header_and_nowhere_else()
    {
        await _pulling.PullAsync();

        Assert.DoesNotContain(_pulling.Fake.Requests, r => r.Contains(FakePipedrive.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_replaced_in_its_file_is_read_again_once()
    {
        var file = _folder.Write("token", FakePipedrive.Token);
        _pulling.Options.Token = new SecretText("file:" + file);
        var refused = false;

        await OpenAsync(() =>
        {
            if (refused) return null;
            refused = true;
            File.WriteAllText(file, FakePipedrive.Token + "\n");
            return null;
        });

        File.WriteAllText(file, "another");
        await Assert.ThrowsAsync<CrmException>(_pulling.OpenAsync);
    }

    [Fact]
    public async Task An_answer_that_echoes_the_token_is_shown_without_it()
    {
        var e = await FailsAsync(() => FakePipedrive.Error(400, $"bad token {FakePipedrive.Token}"));

        Assert.DoesNotContain(FakePipedrive.Token, e.ToString(), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Burst(string? reset)
    {
        var answer = FakePipedrive.Error(429, "over limit");
        if (reset is not null) answer.Headers.TryAddWithoutValidation("x-ratelimit-reset", reset);
        return answer;
    }

    private Task<CrmException> FailsAsync(Func<HttpResponseMessage> answer) => Assert.ThrowsAsync<CrmException>(() => OpenAsync(answer));

    private async Task OpenAsync(Func<HttpResponseMessage?> answer)
    {
        using var source = new PipedriveSource(_pulling.Options, _pulling.Clock, new Instead(new Undisposed(_pulling.Fake), answer));
        await source.OpenAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Answers instead of the fake, where there is an answer.</summary>
    private sealed class Instead(HttpMessageHandler inner, Func<HttpResponseMessage?> answer) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (answer() is not { } instead) return await base.SendAsync(request, cancellationToken);
            instead.RequestMessage = request;
            return instead;
        }
    }
}
