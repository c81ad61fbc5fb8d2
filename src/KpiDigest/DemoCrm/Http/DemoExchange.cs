using System.Text;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.DemoCrm.Http;

/// <summary>One request: note it, let faults strike, check the token and the rates, route, send.</summary>
internal sealed class DemoExchange(DemoCrmServer server)
{
    private readonly DemoRoutes _routes = new(server.Store, server.Faults);
    private readonly DemoRates _rates = new(server.Faults);
    private readonly PageCache _cache = new(server);

    public async Task HandleAsync(HttpContext context)
    {
        var body = await ReadBodyAsync(context.Request);
        var request = server.Faults.Note(context.Request.Method, context.Request.Path.Value ?? "/", context.Request.QueryString.Value ?? "", body);
        var fault = server.Faults.For(request);
        if (fault is { Delay.Ticks: > 0 }) await Task.Delay(fault.Delay, context.RequestAborted);
        var answer = fault is { Status: > 0 } ? new DemoAnswer(fault.Status, fault.Body!([])) : Answer(context.Request, request);
        foreach (var (name, value) in fault?.Headers ?? new Dictionary<string, string>()) context.Response.Headers[name] = value;
        if (answer.Status is >= 200 and < 300 && fault?.Body is { } alter) answer = answer with { Body = alter(answer.Body.ToArray()) };
        if (!DemoRates.IsSearch(request)) _rates.WriteHeaders(context.Response);
        await SendAsync(context, answer, fault);
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0 && !request.Headers.TransferEncoding.Contains("chunked")) return "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static async Task SendAsync(HttpContext context, DemoAnswer answer, DemoFault? fault)
    {
        if (fault?.CutAfter == 0)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = fault?.ContentType ?? "application/json;charset=utf-8";
        response.ContentLength = answer.Body.Length;
        var sent = fault?.CutAfter is { } share ? answer.Body[..(int)(answer.Body.Length * share)] : answer.Body;
        await response.BodyWriter.WriteAsync(sent);
        if (fault?.CutAfter is null) return;
        await response.BodyWriter.FlushAsync();
        context.Abort();
    }

    private DemoAnswer Answer(HttpRequest http, DemoRequest request)
    {
        if (http.Headers.Authorization != $"Bearer {server.Token}") return DemoErrors.Unauthorized(expired: false);
        if (server.Faults.IsExpired(request)) return DemoErrors.Unauthorized(expired: true);
        if (_rates.Exceeded(request) is { } policy) return DemoErrors.TooMany(policy);
        try
        {
            return _cache.Get(request, () => _routes.Answer(new DemoCall(request, http.Query)));
        }
        catch (DemoRefusal refusal)
        {
            return refusal.Answer;
        }
    }
}
