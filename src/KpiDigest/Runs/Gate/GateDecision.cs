namespace KpiDigest.Runs.Gate;

/// <summary>What the gate says of the data a digest would stand on.</summary>
/// <param name="HeldBecause">Causes and fixes; null: it may go out.</param>
/// <param name="Notes">What every mail says about its data; empty: nothing.</param>
internal sealed record GateDecision(string? HeldBecause, IReadOnlyList<string> Notes)
{
    /// <summary>Whether readers get nothing until somebody acted.</summary>
    public bool IsHeld => HeldBecause is not null;

    /// <summary>Whether it must not even go out as preliminary.</summary>
    public bool IsFinal { get; init; }
}
