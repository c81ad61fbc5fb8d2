namespace KpiDigest.Core.Statistics;

/// <summary>One member of a group in two periods: successes out of trials in each.</summary>
/// <param name="Successes0">In the earlier period.</param>
/// <param name="Trials0">In the earlier period; 0 if the member was not there.</param>
/// <param name="Successes1">In the later period.</param>
/// <param name="Trials1">In the later period; 0 if the member was no longer there.</param>
public readonly record struct RateChange(int Successes0, int Trials0, int Successes1, int Trials1);
