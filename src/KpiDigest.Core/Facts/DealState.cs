namespace KpiDigest.Core.Facts;

/// <summary>A deal as known at one instant.</summary>
/// <param name="Status">Open, won or lost then.</param>
/// <param name="Owner">Owner at the observed close where closed, else at the instant; the unknown rep's number where none.</param>
/// <param name="Day">Reporting day where closed, else the day it was expected to close.</param>
/// <param name="Observed">Ticks of the observed close; <see cref="Cell.None"/> where open.</param>
/// <param name="Amount">Home currency in 1/10,000.</param>
/// <param name="LeftOut">Why it does not count.</param>
internal readonly record struct DealState(DealStatus Status, int Owner, int Day, long Observed, long Amount, LeftOut LeftOut);
