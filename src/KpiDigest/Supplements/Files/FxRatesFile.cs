using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>fx-rates.csv.</summary>
internal static class FxRatesFile
{
    public static SupplementFile<FxRate> File { get; } = new(
        "fx-rates.csv", [Must("currency"), Must("date"), Must("rate")],
        Read,
        rate => (rate.Currency, rate.Date));

    private static FxRate Read(SheetRow row)
    {
        var rate = row.Must("rate", row.Plain("rate"));
        if (!row.HasFault && rate <= 0) row.Fault("rate", "is not above 0");
        return new FxRate(row.Must("currency", row.Currency("currency")), row.Must("date", row.Date("date")), rate);
    }
}
