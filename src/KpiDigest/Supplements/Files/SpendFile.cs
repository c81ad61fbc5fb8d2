using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>spend.csv. Two rows may say the same: two invoices may.</summary>
internal static class SpendFile
{
    public static SupplementFile<Spend> File { get; } = new(
        "spend.csv", [Must("first_day"), Must("last_day"), Must("kind"), Must("amount")],
        Read);

    private static Spend Read(SheetRow row)
    {
        var (start, end) = row.Days();
        var kind = row.Must("kind", row.Choice("kind", ("sales", SpendKind.Sales), ("marketing", SpendKind.Marketing)));
        return new Spend($"spend.csv row {row.Number}", start, end, kind, row.Must("amount", row.Money("amount")));
    }
}
