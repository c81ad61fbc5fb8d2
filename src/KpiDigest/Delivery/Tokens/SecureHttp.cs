namespace KpiDigest.Delivery.Tokens;

/// <summary>HTTP that carries secrets: https only (http on this machine), no redirects, HTTPS_PROXY honoured, answers of limited size.</summary>
internal static class SecureHttp
{
    private const int LargestAnswer = 1 << 20;

    /// <summary>A client without a time limit of its own: each call brings one.</summary>
    public static HttpClient Create(TimeSpan connectLimit) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = connectLimit,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Why a secret cannot go to this address, or null.</summary>
    public static string? Fault(string address)
    {
        if (address.Length == 0) return "missing: an https address.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)) return "is no web address; write it like https://login.example.com/token.";
        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0) return "holds a user, or a part behind ? or #; leave it out.";
        return url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback ? "would send secrets unencrypted; use https (http only on this machine's loopback address)." : null;
    }

    /// <summary>Foreign text as one short line.</summary>
    public static string OneLine(string text, int longest)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return clean.Length <= longest ? clean : clean[..longest] + "…";
    }
}
