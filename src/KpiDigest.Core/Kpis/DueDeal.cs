using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>A deal that was open at an instant and due in the quarter or overdue, and whether the quarter won it.</summary>
/// <param name="Index">Number of the deal.</param>
/// <param name="Stage">Its stage then; null: unknown.</param>
/// <param name="Amount">The scope's part of its amount then; 0 if not stated.</param>
/// <param name="IsOwned">Whether the scope owned it then; else it only had a share of the amount.</param>
/// <param name="IsWon">Won by the quarter's end.</param>
internal readonly record struct DueDeal(int Index, Stage? Stage, decimal Amount, bool IsOwned, bool IsWon)
{
    /// <summary>The deals due at the start of a day, and what had become of them by the quarter's end.</summary>
    public static IReadOnlyList<DueDeal> At(KpiInput input, Period quarter, LocalDate day)
    {
        var (at, end) = (day.AtStartOfDayInZone(quarter.Zone).ToInstant(), Instant.Min(quarter.EndInstant, input.AsOf));
        return Of(input, quarter, at, d => input.Facts.At(d, end) is { Status: DealStatus.Won });
    }

    /// <summary>The deals due now.</summary>
    public static IReadOnlyList<DueDeal> Now(KpiInput input) => Of(input, input.Period, input.AsOf, _ => false);

    private static List<DueDeal> Of(KpiInput input, Period quarter, Instant at, Func<DealRow, bool> isWon)
    {
        var owned = input.Facts.OpenAt(input.Scope, at).Where(d => d.Counted && d.Close < quarter.End).ToList();
        var due = input.Facts.SharesOfOpen(input.Scope, owned, at).Where(s => s.Deal.Counted && s.Deal.Close < quarter.End)
            .Select(s => (s.Deal, Amount: s.Amount ?? 0, IsOwned: input.Scope.Kind == ScopeKind.Company || !s.Deal.IsSplit));
        // A split deal counts once among the deals, with its owner, and with its parts among the amounts.
        if (input.Scope.Kind != ScopeKind.Company) due = due.Concat(owned.Where(d => d.IsSplit).Select(d => (d, 0m, true)));
        return [.. due.Select(d => new DueDeal(d.Deal.Index, input.Facts.StageOf(d.Deal, at), d.Amount, d.IsOwned, isWon(d.Deal)))];
    }
}
