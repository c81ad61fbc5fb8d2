namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>A small table of figures with what each is made of.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Caption">What the table is about.</param>
/// <param name="Rows">At least one figure with data.</param>
public sealed record FactTable(string Title, string Caption, IReadOnlyList<FactLine> Rows);
