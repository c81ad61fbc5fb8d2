using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Revenue splits of deals, by deal id; deals without splits do not appear.</summary>
internal sealed class SplitsEndpoint(DemoCrmStore store)
{
    private const int InputsMax = 100;

    public DemoAnswer Read(DemoCall call)
    {
        var body = call.Body();
        body.Require("inputs");
        var ids = body.Items("inputs").Select(i => i.ValueKind == JsonValueKind.Object ? i.Text("id") : null).ToList();
        if (ids.Count > InputsMax) throw DemoRefusal.Invalid($"The request holds {ids.Count} inputs; at most {InputsMax} are allowed.");
        var split = ids.Select(Find).OfType<DealRecord>().Where(d => d.Splits.Count > 0).DistinctBy(d => d.Id).ToList();
        return new DemoAnswer(200, DemoJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "COMPLETE");
            writer.WriteStartArray("results");
            foreach (var deal in split) Write(writer, deal);
            writer.WriteEndArray();
            writer.WriteInstant("startedAt", store.Now);
            writer.WriteInstant("completedAt", store.Now);
            writer.WriteEndObject();
        }));
    }

    private DemoRecord? Find(string? id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? store.Find("deals", number)
        : throw DemoRefusal.Invalid("Every input must have an id.");

    private static void Write(Utf8JsonWriter writer, DealRecord deal)
    {
        writer.WriteStartObject();
        writer.WriteString("id", deal.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("splits");
        foreach (var (at, split) in deal.Splits.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("id", ((deal.Id * 10) + at).ToString(CultureInfo.InvariantCulture));
            writer.WriteStartObject("properties");
            writer.WriteString("hs_deal_split_percentage", split.Share.ToString("0.########", CultureInfo.InvariantCulture));
            writer.WriteString("hubspot_owner_id", split.OwnerId.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteInstant("createdAt", deal.Modified);
            writer.WriteInstant("updatedAt", deal.Modified);
            writer.WriteBoolean("archived", false);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
