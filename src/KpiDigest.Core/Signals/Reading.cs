namespace KpiDigest.Core.Signals;

/// <summary>A week on its chart before runs are told: the side of a run is news only in the run's first week.</summary>
/// <param name="Signal">The verdict without runs, center and limits.</param>
/// <param name="Run">1 or -1 where the week ends eight on one side, else 0.</param>
internal sealed record Reading(Signal Signal, int Run)
{
    public static Reading NoHistory { get; } = new(new Signal(SignalVerdict.NoHistory), 0);
}
