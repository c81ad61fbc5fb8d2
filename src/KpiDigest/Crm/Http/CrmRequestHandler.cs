using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace KpiDigest.Crm.Http;

/// <summary>
/// The one handler all requests to a CRM go through: authorization, rate budget, timeout, retry. Requests must be safe to repeat
/// and their bodies buffered; all of ours only read.
/// </summary>
internal sealed class CrmRequestHandler : DelegatingHandler
{
    /// <summary>Called at each attempt of the request.</summary>
    public static readonly HttpRequestOptionsKey<Action> Attempted = new("KpiDigest.Attempted");

    /// <summary>The header in which Pipedrive takes its tokens.</summary>
    public const string ApiToken = "x-api-token";

    private readonly CrmRequestSettings _settings;
    private readonly ResiliencePipeline<Attempt> _pipeline;

    public CrmRequestHandler(CrmRequestSettings settings, TimeProvider clock, HttpMessageHandler inner)
        : base(inner)
    {
        _settings = settings;
        _pipeline = settings.Retries == 0 ? ResiliencePipeline<Attempt>.Empty : Pipeline(settings.Retries, clock);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempt = await _pipeline.ExecuteAsync(
            static async (state, token) => await state.Handler.TryAsync(state.Request, token), (Handler: this, Request: request), cancellationToken);
        return attempt.Response;
    }

    private static ResiliencePipeline<Attempt> Pipeline(int retries, TimeProvider clock) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is HttpRequestException or TimeoutException || a.Outcome.Result.Advice.Again),
                DelayGenerator = static a => ValueTask.FromResult(a.Outcome.Result.Advice.After),
                OnRetry = static a =>
                {
                    a.Outcome.Result.Response?.Dispose();
                    return default;
                },
            })
            .Build();

    private async ValueTask<Attempt> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await _settings.Token(null, cancellationToken);
        var response = await SendOnceAsync(request, token, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && await _settings.Token(token, cancellationToken) is var rotated && rotated != token)
        {
            response.Dispose();
            response = await SendOnceAsync(request, rotated, cancellationToken);
        }

        var advice = response.IsSuccessStatusCode ? RetryAdvice.Stop : await _settings.Advise(response, cancellationToken);
        return new Attempt(response, advice);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        await _settings.Budget(request).WaitAsync(cancellationToken);
        if (token.Length > 0) Authorize(request, token);
        if (request.Options.TryGetValue(Attempted, out var attempted)) attempted();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_settings.Timeout);
        try
        {
            var response = await base.SendAsync(request, limit.Token);
            _settings.Answered(response);
            return response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {_settings.Timeout.TotalSeconds:0} s", e);
        }
    }

    private void Authorize(HttpRequestMessage request, string token)
    {
        if (!token.All(c => c is > ' ' and < '\x7f'))
            throw new CrmException("Crm:Token holds blanks or characters that a token cannot have; copy it again, without quotes and line ends", isTransient: false);
        if (_settings.TokenHeader is not { } name)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return;
        }

        request.Headers.Remove(name);
        request.Headers.Add(name, token);
    }

    private readonly record struct Attempt(HttpResponseMessage Response, RetryAdvice Advice);
}
