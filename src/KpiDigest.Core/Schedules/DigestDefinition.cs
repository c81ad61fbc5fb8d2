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

    /// <summary>When it is delivered, on the recipient's wall clock.</summary>
    public required DeliveryRule Rule { get; init; }

    /// <summary>The cron as people wrote it, to wake at; empty: the rule is none.</summary>
    public string ClockText { get; init; } = "";

    /// <summary>Never delivered earlier than this after the period's end.</summary>
    public Duration Settle { get; init; } = Duration.Zero;

    /// <summary>A missed delivery is still made within this after its due time.</summary>
    public required Duration CatchUp { get; init; }

    /// <summary>Mails are held until released by hand.</summary>
    public bool RequireApproval { get; init; }

    /// <summary>Files that go with it, in this order.</summary>
    public IReadOnlyList<DigestFile> Attachments { get; init; } = [];

    /// <summary>Who gets it, as listed, groups expanded.</summary>
    public required IReadOnlyList<RecipientDefinition> Recipients { get; init; }

    /// <summary>What those found at each run have in common; null: only those listed get it.</summary>
    public FoundRecipients? Found { get; init; }

    /// <summary>Where and when it is delivered, each pair of zone and own time once.</summary>
    public IEnumerable<(DateTimeZone Zone, LocalTime? At)> Places =>
        Recipients.Select(r => (r.Zone, r.At)).Concat(Found is { } found ? [(found.Zone, null)] : Array.Empty<(DateTimeZone, LocalTime?)>()).Distinct();
}
