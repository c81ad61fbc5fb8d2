namespace KpiDigest.Core.Facts;

/// <summary>What a quota row gives to a period (D10).</summary>
/// <param name="Quota">The row.</param>
/// <param name="Amount">Its share that falls into the period, in the home currency; null: another currency without a rate.</param>
public readonly record struct QuotaRow(Quota Quota, decimal? Amount);
