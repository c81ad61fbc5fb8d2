using System.Text.Json;
using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>The configured fields, and the objects that only some accounts have.</summary>
public sealed class HubSpotFieldsTests
{
    private readonly CrmOptions _options = new()
    {
        Fields = new CrmFieldOptions
        {
            Margin = "gross_margin",
            Source = "origin",
            ProductLines = "lines",
            Competitors = "rivals",
            Incumbent = "supplier",
            Segment = "size",
            ChurnedOn = "lost_on",
            LeadConverted = "became_deal",
        },
    };

    private HubSpotMapping _mapping = null!;

    [Fact]
    public void Deals_have_what_the_field_map_names()
    {
        var deal = Map(
            Row(("gross_margin", "4200.50"), ("origin", " Trade fair "), ("lines", "Flow;Gas; flow;;Service "), ("rivals", "Metrion"), ("supplier", "Probus"), ("closed_lost_reason", "  ")),
            m => m.Deals.Map).Deals.Single();

        Assert.Equal((4200.5m, "Trade fair", "Probus", null), (deal.Margin, deal.Source, deal.Incumbent, deal.LostReason));
        Assert.Equal(["Flow", "Gas", "Service"], deal.ProductLines);
        Assert.Equal(["Metrion"], deal.Competitors);
    }

    [Fact]
    public void A_field_that_is_not_mapped_is_neither_asked_for_nor_read()
    {
        _options.Fields = new CrmFieldOptions { Source = "", LostReason = "", ForecastCategory = "" };
        var deal = Map(Row(("gross_margin", "1"), ("hs_analytics_source", "PAID"), ("closed_lost_reason", "Price"), ("hs_manual_forecast_category", "COMMIT")), m => m.Deals.Map).Deals.Single();

        Assert.Equal((null, null, null, null), (deal.Margin, deal.Source, deal.LostReason, deal.ForecastCategory));
        Assert.DoesNotContain(new HubSpotMapper(_mapping).Deals.Properties, p => p is "hs_analytics_source" or "closed_lost_reason" or "hs_manual_forecast_category");
        Assert.Equal(["dealstage", "amount", "closedate", "hubspot_owner_id"], new HubSpotMapper(_mapping).Deals.History);
    }

    [Fact]
    public void Another_forecast_category_brings_its_history()
    {
        _options.Fields.ForecastCategory = "our_forecast";
        var row = Row(("our_forecast", "COMMIT"));
        row["propertiesWithHistory"] = JsonNode.Parse("""{ "our_forecast": [ { "value": "COMMIT", "timestamp": "2026-03-01T00:00:00Z" }, { "value": "PIPELINE", "timestamp": "2026-01-01T00:00:00Z" } ] }""");

        var facts = Map(row, m => m.Deals.Map);

        Assert.Equal("COMMIT", facts.Deals.Single().ForecastCategory);
        Assert.Equal(["COMMIT", "PIPELINE"], facts.Changes.Where(c => c.Field == DealField.ForecastCategory).Select(c => c.Value));
    }

    [Theory]
    [InlineData("2026-07-15", "2026-07-15")]
    [InlineData("2026-07-14T22:30:00Z", "2026-07-15")]
    [InlineData(null, null)]
    public void Companies_have_segment_region_and_the_day_they_left(string? lostOn, string? day)
    {
        var account = Map(Row(("size", "Large"), ("country", null), ("state", "Bavaria"), ("lost_on", lostOn)), m => m.MapCompany).Accounts.Single();

        Assert.Equal(("Large", "Bavaria"), (account.Segment, account.Region));
        Assert.Equal(day, account.ChurnedOn?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Leads_are_prospects()
    {
        var row = Row(
            ("hs_createdate", "2026-05-04T09:00:00Z"), ("hs_lead_source", "Website"), ("hubspot_owner_id", "7"), ("hs_pipeline_stage", "unqualified-stage-id"),
            ("hs_primary_company_id", "55"), ("became_deal", "2026-05-20T10:00:00Z"), ("hs_merged_object_ids", "900"));
        row["associations"] = JsonNode.Parse("""{ "deals": { "results": [ { "id": "31", "type": "lead_to_deal" } ] } }""");

        var facts = Map(row, m => m.Leads.Map);
        var lead = facts.Prospects.Single();

        Assert.Equal(("901", "Website", "7", "unqualified-stage-id", "55"), (lead.Id, lead.Source, lead.OwnerId, lead.Status, lead.AccountId));
        Assert.Equal((FactDate.OfInstant(Instant.FromUtc(2026, 5, 4, 9, 0)), Instant.FromUtc(2026, 5, 20, 10, 0)), (lead.Created, lead.ConvertedAt));
        Assert.Equal(["31"], lead.DealIds);
        Assert.Contains((FactKind.Prospect, "900"), facts.Deleted);
    }

    [Theory]
    [InlineData(null, "{}", null)]
    [InlineData("2026-05-20T10:00:00Z", "{}", "55")]
    [InlineData(null, """{ "deals": { "results": [ { "id": "31" } ] } }""", "55")]
    [InlineData(null, """{ "deals": { "results": [ { "id": "31" } ] }, "companies": { "results": [ { "id": "56" } ] } }""", "56")]
    [InlineData(null, """{ "companies": { "results": [ { "id": "56" } ] } }""", null)]
    public void A_lead_became_the_account_of_its_company_only_once_converted(string? converted, string associations, string? account)
    {
        var row = Row(("hs_primary_company_id", "55"), ("became_deal", converted));
        row["associations"] = JsonNode.Parse(associations);

        Assert.Equal(account, Map(row, m => m.Leads.Map).Prospects.Single().AccountId);
    }

    [Theory]
    [InlineData("SENT", ActivityStatus.Held)]
    [InlineData(null, ActivityStatus.Held)]
    [InlineData("SCHEDULED", ActivityStatus.Scheduled)]
    [InlineData("BOUNCED", ActivityStatus.Cancelled)]
    [InlineData("FAILED", ActivityStatus.Cancelled)]
    public void Emails_count_unless_they_came_back(string? status, ActivityStatus expected) =>
        Assert.Equal(expected, Email(("hs_email_status", status)).Status);

    [Theory]
    [InlineData("77123", true)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData(null, false)]
    public void An_email_is_bulk_where_the_mapped_property_says_so(string? mark, bool bulk) => Assert.Equal(bulk, Email(("hs_sequence_id", mark)).IsBulk);

    [Fact]
    public void An_email_concerns_deals_and_companies()
    {
        var email = Email();

        Assert.Equal(("email:901", ActivityKind.Email, "7"), (email.Id, email.Kind, email.OwnerId));
        Assert.Equal(["31"], email.DealIds);
        Assert.Equal(["55"], email.AccountIds);
    }

    [Theory]
    [InlineData("8;9", null, "{}", true)]
    [InlineData("8;9", null, """{ "deals": { "results": [ { "id": "31" } ] } }""", true)]
    [InlineData("8;9", null, """{ "contacts": { "results": [ { "id": "1" } ] } }""", false)]
    [InlineData("8;9", null, """{ "companies": { "results": [ { "id": "55" } ] } }""", false)]
    [InlineData("7", null, "{}", false)]
    [InlineData(null, null, "{}", false)]
    [InlineData(null, "Coaching", "{}", true)]
    [InlineData("8", "Coaching", """{ "contacts": { "results": [ { "id": "1" } ] } }""", false)]
    public void A_meeting_of_owners_without_outsiders_is_internal(string? attendees, string? type, string associations, bool isInternal)
    {
        var row = Row(("hs_meeting_start_time", "2026-11-03T09:00:00Z"), ("hubspot_owner_id", "7"), ("hs_attendee_owner_ids", attendees), ("hs_activity_type", type));
        row["associations"] = JsonNode.Parse(associations);

        Assert.Equal(isInternal, Map(row, m => m.Activities.MapMeeting).Activities.Single().IsInternal);
    }

    [Fact]
    public void Another_field_is_another_mapping()
    {
        var before = new HubSpotMapping(new CrmOptions()).Fingerprint;

        Assert.Equal(before, new HubSpotMapping(new CrmOptions()).Fingerprint);
        Assert.NotEqual(before, new HubSpotMapping(new CrmOptions { Fields = { Segment = "size" } }).Fingerprint);
        Assert.NotEqual(before, new HubSpotMapping(new CrmOptions { Fields = { Source = "" } }).Fingerprint);
    }

    private Activity Email(params (string Name, string? Value)[] properties)
    {
        var row = Row([("hs_timestamp", "2026-11-03T09:00:00Z"), ("hubspot_owner_id", "7"), .. properties]);
        row["associations"] = JsonNode.Parse("""{ "deals": { "results": [ { "id": "31" } ] }, "companies": { "results": [ { "id": "55" } ] } }""");
        return Map(row, m => m.Emails.Map).Activities.Single();
    }

    private PageFacts Map(JsonObject row, Func<HubSpotMapper, Action<ObjectRow, LinkedIds, PageFacts>> map)
    {
        _mapping = new HubSpotMapping(_options) { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };
        var page = JsonSerializer.Deserialize(new JsonObject { ["results"] = new JsonArray(row) }.ToJsonString(), HubSpotJson.Default.ObjectPage)!;
        var facts = new PageFacts();
        map(new HubSpotMapper(_mapping))(page.Results[0], new LinkedIds(page.Results[0]), facts);
        return facts;
    }

    private static JsonObject Row(params (string Name, string? Value)[] properties) => new()
    {
        ["id"] = "901",
        ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, p.Value))),
        ["createdAt"] = "2026-01-01T00:00:00Z",
        ["updatedAt"] = "2026-01-01T00:00:00Z",
        ["archived"] = false,
    };
}
