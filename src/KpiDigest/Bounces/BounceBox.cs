using KpiDigest.Delivery.Graph;

namespace KpiDigest.Bounces;

/// <summary>The box that the configuration names.</summary>
internal static class BounceBox
{
    /// <summary>Null: none is read.</summary>
    /// <param name="folder">The folder's full path; null: none.</param>
    /// <param name="mailbox">The mailbox in Microsoft 365; empty: none.</param>
    /// <param name="graph">How to reach it.</param>
    /// <param name="time">Time.</param>
    public static IBounceBox? Of(string? folder, string mailbox, GraphOptions graph, TimeProvider time) =>
        folder is not null ? new BounceFolder(folder) : mailbox.Length > 0 ? new GraphBounceBox(graph.As(mailbox), time) : null;
}
