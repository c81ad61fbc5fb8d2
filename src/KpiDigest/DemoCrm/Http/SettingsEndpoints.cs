using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Account, currencies, teams and pipelines.</summary>
internal sealed class SettingsEndpoints(DemoCrmStore store, DemoCrmFaults faults)
{
    private const int PortalId = 62_515_001;

    private DemoCrmData Data => store.Data;

    public DemoAnswer Account() => Ok(writer =>
    {
        var offset = DateTimeZoneProviders.Tzdb[Data.TimeZone].GetUtcOffset(store.Now);
        writer.WriteStartObject();
        writer.WriteNumber("portalId", PortalId);
        writer.WriteString("accountType", "STANDARD");
        writer.WriteString("timeZone", Data.TimeZone);
        writer.WriteString("companyCurrency", Data.Currency);
        writer.WriteStartArray("additionalCurrencies");
        foreach (var currency in Data.AdditionalCurrencies) writer.WriteStringValue(currency);
        writer.WriteEndArray();
        writer.WriteString("utcOffset", offset.ToString("+HH:mm", CultureInfo.InvariantCulture));
        writer.WriteNumber("utcOffsetMilliseconds", offset.Milliseconds);
        writer.WriteString("uiDomain", "app-eu1.hubspot.com");
        writer.WriteString("dataHostingLocation", "eu1");
        writer.WriteEndObject();
    });

    public DemoAnswer Usage() => Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        writer.WriteStartObject();
        writer.WriteString("name", "private-apps-api-calls-daily");
        writer.WriteNumber("usageLimit", 625_000);
        writer.WriteNumber("currentUsage", faults.RequestCount);
        writer.WriteInstant("collectedAt", store.Now);
        writer.WriteString("fetchStatus", "SUCCESS");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public DemoAnswer Currency() => Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("currencyCode", Data.Currency);
        writer.WriteEndObject();
    });

    public DemoAnswer CurrentRates() => Ok(writer => WriteRates(writer, Data.Rates.GroupBy(r => r.From).Select(g => g.MaxBy(r => r.EffectiveAt)!), null, null));

    public DemoAnswer Rates(DemoCall call)
    {
        var limit = call.Limit(100, 100, "");
        var rates = Data.Rates.Where(r => Matches(call.Text("fromCurrencyCode"), r.From) && Matches(call.Text("toCurrencyCode"), r.To) && r.Id >= call.After()).OrderBy(r => r.Id).ToList();
        var next = rates.Count > limit ? rates[limit].Id.ToString(CultureInfo.InvariantCulture) : null;
        return Ok(writer => WriteRates(writer, rates.Take(limit), next, call.Request));
    }

    public DemoAnswer Teams() => Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var team in Data.Teams)
        {
            writer.WriteStartObject();
            writer.WriteString("id", team.Id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("name", team.Name);
            WriteUsers(writer, "userIds", o => o.TeamId == team.Id);
            WriteUsers(writer, "secondaryUserIds", o => o.SecondTeamId == team.Id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public DemoAnswer Pipelines() => Ok(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var pipeline in Data.Pipelines) WritePipeline(writer, pipeline);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static DemoAnswer Ok(Action<Utf8JsonWriter> write) => new(200, DemoJson.Write(write));

    private static bool Matches(string? wanted, string code) => wanted is null || wanted.Equals(code, StringComparison.OrdinalIgnoreCase);

    private static void WriteRates(Utf8JsonWriter writer, IEnumerable<RateRecord> rates, string? next, DemoRequest? request)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var rate in rates)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rate.Id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("fromCurrencyCode", rate.From);
            writer.WriteString("toCurrencyCode", rate.To);
            writer.WriteNumber("conversionRate", rate.Rate);
            writer.WriteInstant("effectiveAt", rate.EffectiveAt);
            writer.WriteBoolean("visibleInUI", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (next is not null) Paging.Write(writer, next, request);
        writer.WriteEndObject();
    }

    private void WriteUsers(Utf8JsonWriter writer, string name, Func<OwnerRecord, bool> isMember)
    {
        writer.WriteStartArray(name);
        foreach (var owner in store.Owners.Where(o => !o.Archived && isMember(o))) writer.WriteStringValue(owner.UserId.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }

    private static void WritePipeline(Utf8JsonWriter writer, PipelineRecord pipeline)
    {
        writer.WriteStartObject();
        writer.WriteString("id", pipeline.Id);
        writer.WriteString("label", pipeline.Label);
        writer.WriteNumber("displayOrder", pipeline.Order);
        writer.WriteBoolean("archived", false);
        writer.WriteInstant("createdAt", pipeline.Created);
        writer.WriteInstant("updatedAt", pipeline.Created);
        writer.WriteStartArray("stages");
        foreach (var stage in pipeline.Stages)
        {
            writer.WriteStartObject();
            writer.WriteString("id", stage.Id);
            writer.WriteString("label", stage.Label);
            writer.WriteNumber("displayOrder", stage.Order);
            writer.WriteStartObject("metadata");
            writer.WriteString("isClosed", stage.IsClosed ? "true" : "false");
            if (stage.Probability is { } probability) writer.WriteString("probability", probability.ToString("0.0##", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteInstant("createdAt", pipeline.Created);
            writer.WriteInstant("updatedAt", pipeline.Created);
            writer.WriteBoolean("archived", false);
            writer.WriteString("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
