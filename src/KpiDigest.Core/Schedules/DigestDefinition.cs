using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>A digest as configured: what, when, to whom.</summary>
public sealed record DigestDefinition
{
    /// <summary>Lower-case id, part of the ledger's keys.</summary>
    public required string Id { get; init; }

    /// <summary>Template folder: <c>weekly</c> or <c>quarterly</c>.</summary>
    public required string Template { get; init; }

    /// <summary>What it reports on.</summary>
    public required PeriodKind Kind { get; init; }

    /// <summary>Delivery times on the recipient's wall clock.</summary>
    public required WallClock Clock { get; init; }

    /// <summary>The schedule as people wrote it, for listings and trigger identities.</summary>
    public required string ClockText { get; init; }

    /// <summary>Never delivered earlier than this after the period's end.</summary>
    public Duration Settle { get; init; } = Duration.Zero;

    /// <summary>A missed delivery is still made within this after its due time.</summary>
    public required Duration CatchUp { get; init; }

    /// <summary>Mails are held until released by hand.</summary>
    public bool RequireApproval { get; init; }

    /// <summary>Files that go with it, in this order.</summary>
    public IReadOnlyList<DigestFile> Attachments { get; init; } = [];

    /// <summary>Who gets it.</summary>
    public required IReadOnlyList<RecipientDefinition> Recipients { get; init; }
}
