using System.Collections.Immutable;
using System.Text.Json;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;
using NodaTime.Text;

namespace KpiDigest.Commands;

/// <summary>Writes results as the JSON that scripts rely on; values unrounded, money as numbers.</summary>
internal static class KpiJson
{
    public static void Write(Utf8JsonWriter json, KpiResult result, Period asked, Scope scope, string currency)
    {
        json.WriteStartObject();
        json.WriteString("kpi", result.Kpi);
        json.WriteString("period", asked.Label);
        json.WriteString("scope", scope.ToString());
        json.WriteString("asOf", InstantPattern.ExtendedIso.Format(result.AsOf));
        json.WriteString("status", StatusText(result.Status));
        json.WriteString("reason", result.Reason);
        Number(json, "value", result.Value);
        json.WriteString("unit", UnitText(result.Unit));
        json.WriteString("currency", result.Unit == KpiUnit.Currency ? currency : null);
        Number(json, "numerator", result.Numerator);
        Number(json, "denominator", result.Denominator);
        Interval(json, result.Interval);
        Comparison(json, "previous", result.Previous, result);
        Comparison(json, "yearAgo", result.YearAgo, result);
        Number(json, "target", result.Target);
        json.WriteString("signal", result.Signal);
        Range(json, result.Range);
        json.WriteStartObject("parts");
        Parts(json, result.Parts);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string StatusText(KpiStatus status) => status switch
    {
        KpiStatus.Ok => "ok",
        KpiStatus.Partial => "partial",
        KpiStatus.NoData => "no-data",
        _ => "not-applicable",
    };

    public static string UnitText(KpiUnit unit) => unit.ToString().ToLowerInvariant();

    public static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, Plain(number));
        else json.WriteNull(name);
    }

    /// <summary>Without trailing zeros.</summary>
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000000000m;

    private static void Interval(Utf8JsonWriter json, KpiInterval? interval)
    {
        if (interval is null)
        {
            json.WriteNull("interval");
            return;
        }

        json.WriteStartObject("interval");
        Number(json, "low", interval.Low);
        Number(json, "high", interval.High);
        Number(json, "level", interval.Level);
        json.WriteEndObject();
    }

    /// <summary>The normal range of a week that was judged.</summary>
    private static void Range(Utf8JsonWriter json, KpiRange? range)
    {
        if (range is null) return;
        json.WriteStartObject("range");
        Number(json, "center", range.Center);
        Number(json, "low", range.Low);
        Number(json, "high", range.High);
        json.WriteEndObject();
    }

    private static void Comparison(Utf8JsonWriter json, string name, KpiComparison? comparison, KpiResult result)
    {
        if (comparison is null)
        {
            json.WriteNull(name);
            return;
        }

        var multiple = KpiCatalogue.Find(result.Kpi)?.IsMultiple ?? false;
        json.WriteStartObject(name);
        json.WriteString("period", comparison.Period.Label);
        Number(json, "value", comparison.Value);
        Number(json, "change", comparison.Change);
        json.WriteString("changeUnit", result.Unit == KpiUnit.Ratio && !multiple ? "pp" : UnitText(result.Unit));
        json.WriteEndObject();
    }

    private static void Parts(Utf8JsonWriter json, ImmutableArray<KpiPart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Text is { } text) json.WriteString(part.Name, text);
            else if (!part.Values.IsDefault) List(json, part);
            else if (!part.Rows.IsDefault) Rows(json, part);
            else if (!part.Parts.IsDefault) Nested(json, part);
            else Number(json, part.Name, part.Value);
        }
    }

    private static void List(Utf8JsonWriter json, KpiPart part)
    {
        json.WriteStartArray(part.Name);
        foreach (var value in part.Values) json.WriteNumberValue(Plain(value));
        json.WriteEndArray();
    }

    private static void Rows(Utf8JsonWriter json, KpiPart part)
    {
        json.WriteStartArray(part.Name);
        foreach (var row in part.Rows)
        {
            json.WriteStartObject();
            Parts(json, row.Parts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Nested(Utf8JsonWriter json, KpiPart part)
    {
        json.WriteStartObject(part.Name);
        Parts(json, part.Parts);
        json.WriteEndObject();
    }
}
