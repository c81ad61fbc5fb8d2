using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace KpiDigest.DemoCrm.Http;

/// <summary>The rolling limits: 5 searches a second, and a burst of other requests in ten seconds.</summary>
internal sealed class DemoRates(DemoCrmFaults faults)
{
    private const int SearchLimit = 5;
    private const int DailyLimit = 625_000;
    private readonly Lock _gate = new();
    private readonly Queue<long> _searches = [];
    private readonly Queue<long> _burst = [];
    private int _today;

    /// <summary>Whether a request is a search, which has a limit of its own and no rate headers.</summary>
    public static bool IsSearch(DemoRequest request) => request.Method == "POST" && request.Path.EndsWith("/search", StringComparison.Ordinal);

    /// <summary>The policy that refuses this request; null: none does.</summary>
    public string? Exceeded(DemoRequest request)
    {
        var search = IsSearch(request);
        lock (_gate)
        {
            _today++;
            var taken = search
                ? Take(_searches, SearchLimit, TimeSpan.FromSeconds(1))
                : Take(_burst, faults.BurstLimit, TimeSpan.FromSeconds(10));
            if (taken || !faults.EnforceRates) return null;
            return search ? "SECONDLY" : "TEN_SECONDLY_ROLLING";
        }
    }

    /// <summary>The headers of every answer but searches'.</summary>
    public void WriteHeaders(HttpResponse response)
    {
        int burst, today;
        lock (_gate) (burst, today) = (_burst.Count, _today);
        Write(response, "Max", faults.BurstLimit);
        Write(response, "Remaining", Math.Max(0, faults.BurstLimit - burst));
        Write(response, "Interval-Milliseconds", 10_000);
        Write(response, "Daily", DailyLimit);
        Write(response, "Daily-Remaining", DailyLimit - today);
    }

    private static void Write(HttpResponse response, string name, int value) =>
        response.Headers["X-HubSpot-RateLimit-" + name] = value.ToString(CultureInfo.InvariantCulture);

    private bool Take(Queue<long> times, int limit, TimeSpan window)
    {
        var now = faults.RateClock.GetTimestamp();
        while (times.TryPeek(out var oldest) && faults.RateClock.GetElapsedTime(oldest, now) >= window) times.Dequeue();
        if (times.Count >= limit) return false;
        times.Enqueue(now);
        return true;
    }
}
