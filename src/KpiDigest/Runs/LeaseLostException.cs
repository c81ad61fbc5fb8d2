namespace KpiDigest.Runs;

/// <summary>The run belongs to another worker by now: stop at once and write nothing.</summary>
internal sealed class LeaseLostException() : Exception("the run's lease is lost");
