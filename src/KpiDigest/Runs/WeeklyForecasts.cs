using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// Own forecast snapshots: after the first complete sync of a calendar week, what the deals say of the present and the next fiscal quarter for the
/// company, each team and each rep. forecast-accuracy stands on them. None are taken where no deal has a forecast category.
/// </summary>
internal sealed class WeeklyForecasts(FactStore facts, SalesLoad load, PeriodCalendar calendar, string source)
{
    /// <summary>Takes them as of the end of a sync, where none was taken since the week began; all or none are stored.</summary>
    public async Task TakeAsync(Instant at, CancellationToken cancellationToken)
    {
        var week = calendar.Containing(PeriodKind.Week, at);
        if (await facts.LastOwnForecastAsync(source, cancellationToken) is { } last && week.Start <= calendar.DateOf(last)) return;
        if (!await facts.HasForecastCategoriesAsync(source, cancellationToken)) return;
        var sales = await load.LoadAsync(at, at, reconstructed: false, cancellationToken);
        var batch = new FactBatch { Forecasts = [.. Snapshots(sales)] };
        await facts.WriteAsync(source, "own forecasts", batch, cursor: null, at, at, replaces: null, cancellationToken);
    }

    private static IEnumerable<ForecastSnapshot> Snapshots(SalesFacts sales)
    {
        var quarter = sales.Calendar.Containing(PeriodKind.Quarter, sales.AsOf);
        Scope[] scopes =
        [
            Scope.Company,
            .. sales.Teams.Select(team => new Scope(ScopeKind.Team, team.Id, team.Name)),
            .. sales.Reps.Where(rep => rep.Active).Select(rep => new Scope(ScopeKind.Rep, rep.Id, rep.Name)),
        ];
        var snapshots = from period in new[] { quarter, sales.Calendar.Next(quarter) } from scope in scopes select ForecastTaking.SnapshotOf(sales, scope, period);
        return snapshots.OfType<ForecastSnapshot>();
    }
}
