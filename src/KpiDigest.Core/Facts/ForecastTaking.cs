using KpiDigest.Core.Kpis;
using NodaTime.Text;

namespace KpiDigest.Core.Facts;

/// <summary>The program's own forecast snapshots: what the deals say of a quarter as of T, as forecast-accuracy would rebuild it later.</summary>
public static class ForecastTaking
{
    /// <summary>Source of these snapshots.</summary>
    public const string Own = ForecastBook.Own;

    /// <summary>Commit (won included), best case and weighted pipeline of a scope and quarter.</summary>
    /// <returns>Null where no deal has a forecast category, or a rate is missing: a forecast that nobody made is none.</returns>
    public static ForecastSnapshot? SnapshotOf(SalesFacts facts, Scope scope, Period quarter)
    {
        var input = new KpiInput(facts, scope, quarter, quarter.End);
        if (!facts.Deals.ForecastCategory.AsSpan().ContainsAnyExcept((string?)null) || Forecast.Taken(input, scope, facts.AsOf) is not { } forecast) return null;
        return new ForecastSnapshot
        {
            Id = $"{Own} {InstantPattern.ExtendedIso.Format(facts.AsOf)} {scope.Kind} {scope.Id} {LocalDatePattern.Iso.Format(quarter.Start)}",
            TakenAt = facts.AsOf,
            Subject = scope.Kind,
            SubjectId = scope.Kind == ScopeKind.Company ? null : scope.Id,
            Start = quarter.Start,
            End = quarter.End,
            Commit = forecast.Commit,
            BestCase = forecast.BestCase,
            Weighted = forecast.Weighted,
            Source = Own,
        };
    }
}
