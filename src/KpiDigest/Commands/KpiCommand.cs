using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest kpi [ID] --period P --scope S</c>: one KPI or all.</summary>
internal static class KpiCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "A KPI of the catalogue; none: all.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("kpi", "Computes one KPI or all for a period and a scope.") { id, Asked.Period, Asked.Scope };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var kpis = Kpis(parse.GetValue(id));
            var period = Asked.PeriodOf(parse, services.Settings.Calendar);
            var facts = await services.LoadAsync(parse.GetValue(CommonOptions.AsOf), cancellationToken);
            var scope = Asked.ScopeOf(parse, facts);
            var results = kpis.Select(k => KpiCatalogue.Evaluate(k, facts, scope, period)).ToArray();
            if (parse.WantsJson()) WriteJson(parse, results, period, scope, facts.HomeCurrency, single: parse.GetValue(id) is not null);
            else WriteRows(parse, results, period);
            return ExitCode.Done;
        });
        return command;
    }

    public static IKpi Kpi(string id) => KpiCatalogue.Find(id)
        ?? throw new UsageException($"unknown KPI '{id}'. Known: {string.Join(", ", KpiCatalogue.All.Select(k => k.Id))}.");

    private static IReadOnlyList<IKpi> Kpis(string? id) => id is null ? KpiCatalogue.All : [Kpi(id)];

    private static void WriteJson(ParseResult parse, KpiResult[] results, Period period, Scope scope, string currency, bool single) =>
        parse.Out().WriteJson(json =>
        {
            if (!single) json.WriteStartArray();
            foreach (var result in results) KpiJson.Write(json, result, period, scope, currency);
            if (!single) json.WriteEndArray();
        });

    private static void WriteRows(ParseResult parse, KpiResult[] results, Period asked)
    {
        string[] headers = ["kpi", "period", "value", "unit", "of", "interval", "previous", "change", "status", "reason"];
        var rows = results.Select(r => (IReadOnlyList<string>)
        [
            r.Kpi,
            (r.Period ?? asked).Label + (r.ToDate ? " to date" : ""),
            Output.Text(r.Value),
            KpiJson.UnitText(r.Unit),
            r.Denominator is null ? "" : $"{Output.Text(r.Numerator)}/{Output.Text(r.Denominator)}",
            r.Interval is { } i ? string.Create(CultureInfo.InvariantCulture, $"[{i.Low:0.###}, {i.High:0.###}]") : "",
            Output.Text(r.Previous?.Value),
            Output.Text(r.Previous?.Change),
            KpiJson.StatusText(r.Status),
            r.Reason ?? "",
        ]).ToArray();
        if (parse.WantsCsv()) parse.Out().WriteCsv(headers, rows);
        else parse.Out().WriteTable(headers, rows);
    }
}
