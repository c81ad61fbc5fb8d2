using System.Net;

namespace KpiDigest.Crm.Http;

/// <summary>The far end of every connector's handlers.</summary>
internal static class CrmNetwork
{
    /// <summary>Follows no redirects: they would carry the token somewhere else.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(20),
    };
}
