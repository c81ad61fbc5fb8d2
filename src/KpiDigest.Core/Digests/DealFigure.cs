using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>A deal a digest may name; its own name and link are fetched at the edge.</summary>
/// <param name="Id">The CRM's deal id.</param>
/// <param name="Amount">Amount in the home currency; null: not stated.</param>
/// <param name="Date">Close date, expected or real; null: not stated.</param>
/// <param name="OwnerId">The owner's rep id; null: none.</param>
public sealed record DealFigure(string Id, decimal? Amount, LocalDate? Date, string? OwnerId);

/// <summary>The deals of one role: how many, how much, and the biggest of them.</summary>
/// <param name="Role">Why they are named.</param>
/// <param name="Count">All deals of the role in the scope.</param>
/// <param name="Amount">Sum of their stated amounts.</param>
/// <param name="Biggest">The biggest, at most <see cref="DigestFiguresBuilder.DealsNamed"/>; by amount, then id.</param>
public sealed record DealGroup(DealRole Role, int Count, decimal Amount, IReadOnlyList<DealFigure> Biggest);
