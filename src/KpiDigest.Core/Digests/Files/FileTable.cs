using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Files;

/// <summary>A table for machines: unrounded numbers in invariant form, units in the headers.</summary>
/// <param name="Headers">Column names; a unit stands in brackets.</param>
/// <param name="Rows">Cells in the columns' order; empty: no value.</param>
public sealed record FileTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The rows below the digest's scope, all of them in the order of the digest's table, and the scope itself last. Null for a rep.</summary>
    public static FileTable? Team(DigestFigures figures)
    {
        if (figures.Children.Count == 0) return null;
        var kpis = KpiCatalogue.All.Where(k => figures.Children.Any(c => c.Results.GetValueOrDefault(k.Id)?.Value is not null)).ToList();
        return new FileTable(
            ["kind", "name", .. kpis.Select(k => Header(k.Id, k.Unit, k.IsMultiple, figures.HomeCurrency)), Header("won in " + figures.Quarter.Label, KpiUnit.Currency, false, figures.HomeCurrency)],
            [
                .. TableOrder.Of(figures).Select(c => Row(c.Scope, c.Results, c.QuarterWon, kpis)),
                Row(figures.Scope, figures.Results, figures.QuarterWon, kpis),
            ]);
    }

    /// <summary>The records behind the headline numbers, as <c>kpidigest explain</c> lists them.</summary>
    /// <param name="records">The records.</param>
    /// <param name="nameOf">Id, name and link as they may be shown.</param>
    /// <param name="currency">The home currency.</param>
    public static FileTable Records(IReadOnlyList<HeadlineRecord> records, Func<FactKind, string, (string Id, NamedRecord? Named)> nameOf, string currency) => new(
        ["kpi", "period", "role", "kind", "id", "name", $"amount [{currency}, or as the kpi counts]", "link"],
        [
            .. records.Select(r =>
            {
                var (id, named) = nameOf(r.Record.Kind, r.Record.Id);
                return (IReadOnlyList<string>)
                    [r.Kpi, r.Period.Label, r.Record.Role, r.Record.Kind.ToString().ToLowerInvariant(), id, DigestText.Clean(named?.Name, 200), Text(r.Record.Amount), DigestText.SafeLink(named?.Link) ?? ""];
            }),
        ]);

    private static List<string> Row(Scope scope, IReadOnlyDictionary<string, KpiResult> results, KpiResult? quarterWon, List<IKpi> kpis) =>
        [scope.Kind.ToString().ToLowerInvariant(), DigestText.Clean(scope.Name), .. kpis.Select(k => Text(results.GetValueOrDefault(k.Id)?.Value)), Text(quarterWon?.Value)];

    private static string Header(string name, KpiUnit unit, bool multiple, string currency) => unit switch
    {
        KpiUnit.Currency => $"{name} [{currency}]",
        KpiUnit.Ratio => multiple ? $"{name} [times]" : $"{name} [ratio]",
        _ => $"{name} [{unit.ToString().ToLowerInvariant()}]",
    };

    private static string Text(decimal? value) => DigestNumbers.Text(value);
}
