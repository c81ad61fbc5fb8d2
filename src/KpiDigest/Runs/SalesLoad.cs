using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>Puts the facts of the CRM and of the supplement files together.</summary>
internal sealed class SalesLoad(FactStore facts, SupplementShelf supplements, Settings settings, string source)
{
    /// <summary>The facts as of an instant, as they were known at another.</summary>
    public async Task<SalesFacts> LoadAsync(Instant asOf, Instant knownAt, bool reconstructed, CancellationToken cancellationToken)
    {
        var files = await supplements.ReadAsync(knownAt, orFirst: reconstructed, cancellationToken);
        var options = settings.Options.Calendar;
        var calendar = options.HolidaySet.Length > 0 ? settings.Calendar.WithHolidays(files.Holidays(options.HolidaySet)) : settings.Calendar;
        return await facts.LoadAsync(source, new SalesFactsSettings(asOf, calendar, options.HomeCurrency, settings.Rules, reconstructed) { Kpis = settings.Kpis }, knownAt, cancellationToken, files.Bind);
    }
}
