using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>A row of the ledger as the database gives it.</summary>
internal sealed class RunRecord
{
    public const string Columns =
        "runs.digest as Digest, runs.period as Period, runs.revision as Revision, runs.state as State, runs.due_at as DueAt, runs.not_after as NotAfter, runs.known_at as KnownAt, " +
        "runs.configuration_hash as ConfigurationHash, runs.template_hash as TemplateHash, runs.supplements_hash as SupplementsHash, runs.expected as Expected, runs.attempt as Attempt, runs.reason as Reason, " +
        "runs.lease_owner as LeaseOwner, runs.lease_token as LeaseToken, runs.lease_until as LeaseUntil, runs.finished_at as FinishedAt, runs.archive_gone as ArchiveGone";

    public string Digest { get; set; } = "";

    public string Period { get; set; } = "";

    public int Revision { get; set; }

    public string State { get; set; } = "";

    public long DueAt { get; set; }

    public long NotAfter { get; set; }

    public long? KnownAt { get; set; }

    public string? ConfigurationHash { get; set; }

    public string? TemplateHash { get; set; }

    public string? SupplementsHash { get; set; }

    public int? Expected { get; set; }

    public int Attempt { get; set; }

    public string? Reason { get; set; }

    public string? LeaseOwner { get; set; }

    public string? LeaseToken { get; set; }

    public long? LeaseUntil { get; set; }

    public long? FinishedAt { get; set; }

    public string? ArchiveGone { get; set; }

    public ClaimedRun Claimed() => new(new RunKey(Digest, Period, Revision), LeaseToken!, Attempt, Stored.At(DueAt), Stored.At(KnownAt)) { NotAfter = Stored.At(NotAfter) };

    public RunRow Row() => new(
        new RunKey(Digest, Period, Revision), Enum.Parse<RunState>(State, ignoreCase: true), Stored.At(DueAt), Stored.At(KnownAt), Expected, Attempt, Reason, LeaseOwner, Stored.At(FinishedAt))
    {
        NotAfter = Stored.At(NotAfter),
        LeaseUntil = Stored.At(LeaseUntil),
        ConfigurationHash = ConfigurationHash,
        TemplateHash = TemplateHash,
        SupplementsHash = SupplementsHash,
        ArchiveGone = ArchiveGone,
    };
}
