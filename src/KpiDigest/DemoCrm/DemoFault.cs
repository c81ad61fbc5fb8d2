using System.Text;

namespace KpiDigest.DemoCrm;

/// <summary>What goes wrong with one answer.</summary>
internal sealed record DemoFault
{
    /// <summary>Status to answer with; 0: the true one.</summary>
    public int Status { get; private init; }

    /// <summary>Makes the answer's body out of the true one (empty where <see cref="Status"/> is set).</summary>
    public Func<byte[], byte[]>? Body { get; private init; }

    public string ContentType { get; private init; } = "application/json;charset=utf-8";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>Time that passes before the answer.</summary>
    public TimeSpan Delay { get; private init; }

    /// <summary>Share of the answer that is sent before the connection is cut; null: it is not cut.</summary>
    public double? CutAfter { get; private init; }

    /// <summary>Answers with a status and a body of the caller's choice.</summary>
    public static DemoFault Answer(int status, string body = "", string contentType = "application/json;charset=utf-8", params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Body = _ => Encoding.UTF8.GetBytes(body),
        ContentType = contentType,
        Headers = headers.ToDictionary(h => h.Name, h => h.Value),
    };

    /// <summary>A proxy's HTML page.</summary>
    public static DemoFault Html(int status) =>
        Answer(status, $"<html><head><title>{status}</title></head><body><h1>The origin did not answer</h1></body></html>", "text/html; charset=UTF-8");

    /// <summary>429 as HubSpot words it.</summary>
    /// <param name="policy">TEN_SECONDLY_ROLLING, SECONDLY or DAILY.</param>
    /// <param name="retryAfterSeconds">HubSpot does not promise the header; null leaves it out.</param>
    public static DemoFault TooMany(string policy = "TEN_SECONDLY_ROLLING", int? retryAfterSeconds = null) =>
        Answer(429, Http.DemoErrors.RateLimit(policy), headers: retryAfterSeconds is { } seconds ? [("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))] : []);

    /// <summary>The true answer's first half, well framed: JSON that ends in the middle.</summary>
    public static DemoFault BrokenJson() => Altered(body => body[..(body.Length / 2)]);

    /// <summary>The true answer, altered.</summary>
    public static DemoFault Altered(Func<byte[], byte[]> alter) => new() { Body = alter };

    /// <summary>The connection is cut after this share of the answer; 0: before the first byte.</summary>
    public static DemoFault Cut(double share = 0) => new() { CutAfter = share };

    /// <summary>The true answer, later.</summary>
    public static DemoFault Late(TimeSpan delay) => new() { Delay = delay };
}
