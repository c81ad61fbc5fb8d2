using NodaTime;

namespace KpiDigest.Store;

/// <summary>What became of a supplement file at one moment.</summary>
/// <param name="Name">File name.</param>
/// <param name="State">Taken, refused or removed.</param>
/// <param name="Sha256">Hash of the file as it was, in lower-case hex; empty where it was removed.</param>
/// <param name="Reason">Why it was refused; null: it was not.</param>
internal sealed record SupplementVersion(string Name, SupplementState State, string Sha256, string? Reason)
{
    /// <summary>When it was recorded; given by the store.</summary>
    public Instant RecordedAt { get; init; }

    /// <summary>The whole file as it was; empty where it was not taken.</summary>
    public byte[] Bytes { get; init; } = [];
}
