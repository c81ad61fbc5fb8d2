using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs.Cluster;

/// <summary>What a cluster under test has to do.</summary>
/// <param name="Digests">Number of digests.</param>
/// <param name="FirstDueIn">When the first is due.</param>
/// <param name="Every">Time from one to the next.</param>
internal sealed record ClusterPlan(int Digests, Duration FirstDueIn, Duration Every)
{
    /// <summary>Readers of each digest; their scopes are the company and both teams in turn.</summary>
    public int Readers { get; init; } = 1 + SmallCompany.Managers.Length;

    /// <summary>Connections of each worker to the mail server.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Seconds of <c>Mail:Smtp:TimeoutSeconds</c>; they make the lease of a sending.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Servers of its own; null: those that all tests share.</summary>
    public OwnServers? Servers { get; init; }
}
