using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>A list that is loaded once and then followed by its changes, in order of <c>update_time</c>.</summary>
/// <param name="Name">What it is counted as.</param>
/// <param name="Mapping">Fingerprint of what its facts are made with.</param>
internal sealed record TrackedList(string Name, string Mapping)
{
    /// <summary>Asks for a page: changed since, until, at a place.</summary>
    public required Func<Instant?, Instant?, string?, CancellationToken, Task<PipedrivePage>> Page { get; init; }

    /// <summary>Rows → facts; the flag says that they were read for their changes.</summary>
    public required Action<PipedriveRow, bool, PageFacts> Map { get; init; }

    /// <summary>A page to store before that of the rows; null: none. The instant is that from which on rows count as changed; null: none of them does.</summary>
    public Func<IReadOnlyList<PipedriveRow>, Instant?, FactPage?> Announce { get; init; } = static (_, _) => null;

    /// <summary>The kind that is complete with the last page of this list, where <see cref="Together"/> were all listed in this sync; null: none is.</summary>
    public FactKind? Completes { get; init; }

    /// <summary>The lists that make up the kind.</summary>
    public IReadOnlyList<string> Together { get; init; } = [];
}
