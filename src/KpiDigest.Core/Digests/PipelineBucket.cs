namespace KpiDigest.Core.Digests;

/// <summary>Open deals by when they are due, for the outlook of the scorecard.</summary>
/// <param name="Due">When.</param>
/// <param name="Count">Deals.</param>
/// <param name="Amount">Sum of stated amounts.</param>
public sealed record PipelineBucket(PipelineDue Due, int Count, decimal Amount);

/// <summary>When open deals are due, seen from the as-of date.</summary>
public enum PipelineDue
{
    /// <summary>Expected close before the as-of date.</summary>
    Overdue,

    /// <summary>Until the end of the next quarter.</summary>
    NextQuarter,

    /// <summary>After the next quarter.</summary>
    Later,

    /// <summary>No expected close is stated.</summary>
    Undated,
}
