namespace KpiDigest.Runs;

/// <summary>How an attempt at a run ended.</summary>
internal abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>The mails are visible in the outbox.</summary>
    /// <param name="Staged">How many, and what was made for them.</param>
    public sealed record Enqueued(StagedCounts Staged) : RunOutcome;

    /// <summary>The gate kept it back.</summary>
    public sealed record Held(string Reason) : RunOutcome;

    /// <summary>A later attempt may succeed.</summary>
    public sealed record Postponed(string Reason) : RunOutcome;

    /// <summary>It cannot succeed as configured.</summary>
    public sealed record Failed(string Reason) : RunOutcome;

    /// <summary>Another worker owns the run by now; nothing of this attempt is visible.</summary>
    public sealed record LeaseLost : RunOutcome;
}
