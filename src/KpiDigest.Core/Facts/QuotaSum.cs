namespace KpiDigest.Core.Facts;

/// <summary>The quota of a scope for a period (D10).</summary>
/// <param name="Rows">The rows it adds up from; empty: no quota.</param>
/// <param name="SumOfReps">True where the scope has no row of its own and its children's rows were added.</param>
public sealed record QuotaSum(IReadOnlyList<QuotaRow> Rows, bool SumOfReps)
{
    /// <summary>The amount in the home currency, or null without rows or where a rate is missing.</summary>
    public decimal? Amount => Rows.Count == 0 || Rows.Any(r => r.Amount is null) ? null : Rows.Sum(r => r.Amount);
}
