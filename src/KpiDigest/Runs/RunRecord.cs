using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>A row of the ledger as the database gives it.</summary>
internal sealed class RunRecord
{
    public const string Columns =
        "r.digest as Digest, r.period as Period, r.revision as Revision, r.state as State, r.due_at as DueAt, r.not_after as NotAfter, r.known_at as KnownAt, " +
        "r.configuration_hash as ConfigurationHash, r.template_hash as TemplateHash, r.expected as Expected, r.attempt as Attempt, r.reason as Reason, " +
        "r.lease_owner as LeaseOwner, r.lease_token as LeaseToken, r.lease_until as LeaseUntil, r.finished_at as FinishedAt";

    public string Digest { get; set; } = "";

    public string Period { get; set; } = "";

    public int Revision { get; set; }

    public string State { get; set; } = "";

    public long DueAt { get; set; }

    public long NotAfter { get; set; }

    public long? KnownAt { get; set; }

    public string? ConfigurationHash { get; set; }

    public string? TemplateHash { get; set; }

    public int? Expected { get; set; }

    public int Attempt { get; set; }

    public string? Reason { get; set; }

    public string? LeaseOwner { get; set; }

    public string? LeaseToken { get; set; }

    public long? LeaseUntil { get; set; }

    public long? FinishedAt { get; set; }

    public ClaimedRun Claimed() => new(new RunKey(Digest, Period, Revision), LeaseToken!, Attempt, Stored.At(DueAt), Stored.At(KnownAt)) { NotAfter = Stored.At(NotAfter) };

    public RunRow Row() => new(
        new RunKey(Digest, Period, Revision), Enum.Parse<RunState>(State, ignoreCase: true), Stored.At(DueAt), Stored.At(KnownAt), Expected, Attempt, Reason, LeaseOwner, Stored.At(FinishedAt))
    {
        NotAfter = Stored.At(NotAfter),
        LeaseUntil = Stored.At(LeaseUntil),
        ConfigurationHash = ConfigurationHash,
        TemplateHash = TemplateHash,
    };
}
