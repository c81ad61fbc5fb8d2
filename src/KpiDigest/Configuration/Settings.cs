using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>The configuration, read and found without fault.</summary>
internal sealed record Settings
{
    public required AppOptions Options { get; init; }

    public required PeriodCalendar Calendar { get; init; }

    public required DealRules Rules { get; init; }

    /// <summary>The choices that single KPIs rest on.</summary>
    public KpiRules Kpis { get; init; } = new();

    public required IReadOnlyList<DigestDefinition> Digests { get; init; }

    /// <summary>Full path of the folder of supplement files; null: none is configured.</summary>
    public string? SupplementsFolder { get; init; }

    /// <summary>Days of the holidays supplement that schedules go by.</summary>
    public IReadOnlyList<LocalDate> ScheduleHolidays { get; init; } = [];

    /// <summary>Full path of the folder of bounces; null: none is read.</summary>
    public string? BouncesFolder { get; init; }

    /// <summary>The mail mode as configured; null: not configured, so Off until <c>kpidigest activate</c>.</summary>
    public required MailMode? ConfiguredMode { get; init; }

    /// <summary>What is worth saying but no fault.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Everything that shapes numbers and mails, as text; no secret is in it.</summary>
    public required string Shape { get; init; }

    /// <summary>Hash of <see cref="Shape"/>.</summary>
    public required string Hash { get; init; }

    public DigestDefinition? Find(string id) => Digests.FirstOrDefault(d => d.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
