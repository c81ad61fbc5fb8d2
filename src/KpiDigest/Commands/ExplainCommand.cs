using System.CommandLine;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Store;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest explain ID --period P --scope S</c>: the records behind a number.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "A KPI of the catalogue." };
        var command = new Command("explain", "Lists the records behind a number, with their role.") { id, Asked.Period, Asked.Scope };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var kpi = KpiCommand.Kpi(parse.GetRequiredValue(id));
            var period = Asked.PeriodOf(parse, services.Settings.Calendar);
            var facts = await services.LoadAsync(parse.GetValue(CommonOptions.AsOf), cancellationToken);
            var scope = Asked.ScopeOf(parse, facts);
            var (result, records) = KpiCatalogue.Explain(kpi, facts, scope, period);
            var names = await services.Facts.DescribeAsync(services.SourceName, [.. records.Select(r => (r.Kind, r.Id)).Distinct()], cancellationToken);
            Write(parse, result, records, names, period, scope);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(
        ParseResult parse, KpiResult result, IReadOnlyList<KpiRecord> records, IReadOnlyDictionary<(FactKind, string), RecordName> names, Period period, Scope scope)
    {
        if (parse.WantsJson())
        {
            WriteJson(parse, result, records, names, period, scope);
            return;
        }

        string[] headers = ["kind", "id", "name", "role", "amount", "link"];
        var rows = records.Select(r => (IReadOnlyList<string>)
            [KindText(r.Kind), r.Id, Name(names, r)?.Name ?? "", r.Role, Output.Text(r.Amount), Name(names, r)?.Link ?? ""]).ToArray();
        if (parse.WantsCsv())
        {
            parse.Out().WriteCsv(headers, rows);
            return;
        }

        parse.Out().WriteLine($"{result.Kpi} {period.Label} {scope}: {(result.Value is null ? KpiJson.StatusText(result.Status) + ", " + result.Reason : Output.Text(result.Value) + " " + KpiJson.UnitText(result.Unit))}");
        parse.Out().WriteTable(headers, rows);
    }

    private static void WriteJson(
        ParseResult parse, KpiResult result, IReadOnlyList<KpiRecord> records, IReadOnlyDictionary<(FactKind, string), RecordName> names, Period period, Scope scope) =>
        parse.Out().WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("kpi", result.Kpi);
            json.WriteString("period", period.Label);
            json.WriteString("scope", scope.ToString());
            KpiJson.Number(json, "value", result.Value);
            json.WriteStartArray("records");
            foreach (var record in records)
            {
                json.WriteStartObject();
                json.WriteString("kind", KindText(record.Kind));
                json.WriteString("id", record.Id);
                json.WriteString("name", Name(names, record)?.Name);
                json.WriteString("role", record.Role);
                KpiJson.Number(json, "amount", record.Amount);
                json.WriteString("link", Name(names, record)?.Link);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static RecordName? Name(IReadOnlyDictionary<(FactKind, string), RecordName> names, KpiRecord record) =>
        names.GetValueOrDefault((record.Kind, record.Id));

    private static string KindText(FactKind kind) => kind.ToString().ToLowerInvariant();
}
