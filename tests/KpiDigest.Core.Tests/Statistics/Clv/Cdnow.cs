using System.Globalization;
using KpiDigest.Core.Statistics.Clv;
using KpiDigest.Core.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Core.Tests.Statistics.Clv;

/// <summary>The CDNOW sample: purchases of 2,357 customers who first bought in early 1997, calibrated to 30 September 1997.</summary>
internal static class Cdnow
{
    private static readonly LocalDate LastDay = new(1997, 9, 30);
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>By the sample's own customer number: "0001" is the published tables' customer 1.</summary>
    public static IReadOnlyList<BuyerHistory> Histories() =>
        BuyerHistory.Of(File.ReadLines(Path.Combine(TestData.Folder("cdnow_clv"), "CDNOW_sample.txt")).Select(Read), LastDay);

    /// <summary>The customers' summary as published, rounded.</summary>
    public static IReadOnlyList<double[]> Summary() =>
    [
        .. File.ReadLines(Path.Combine(TestData.Folder("cdnow_clv"), "cdnow_customers_summary_with_transactions.csv")).Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
    ];

    private static Purchase Read(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Purchase(cells[1], Date.Parse(cells[2]).Value, decimal.Parse(cells[4], CultureInfo.InvariantCulture));
    }
}
