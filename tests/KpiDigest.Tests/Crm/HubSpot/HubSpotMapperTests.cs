using System.Text.Json;
using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

public sealed class HubSpotMapperTests
{
    private readonly CrmOptions _options = new();
    private HubSpotMapping? _mapping;

    [Theory]
    [InlineData("2026-12-18T16:00:00Z", "2026-12-18T16:00:00Z")]
    [InlineData("2026-12-18T16:00:00.120Z", "2026-12-18T16:00:00.12Z")]
    [InlineData("2026-12-18T17:00:00.000+01:00", "2026-12-18T16:00:00Z")]
    [InlineData("2026-12-18", "2026-12-18")]
    [InlineData("1797609600000", "2026-12-18T16:00:00Z")]
    public void Dates_come_as_instants_dates_or_milliseconds(string stated, string read) => Assert.Equal(read, Deal(("closedate", stated))!.Close.ToString());

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-13-45")]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("18.12.2026")]
    public void A_date_that_cannot_be_read_counts_as_not_stated_and_is_noted(string stated)
    {
        Assert.Null(Deal(("closedate", stated))!.Close);
        Assert.Equal([$"deals: 1 value(s) of closedate could not be read and count as not stated (first: id 901, value '{stated}')"], _mapping!.Notes.Texts());
    }

    [Theory]
    [InlineData("12500.50", "12500.5")]
    [InlineData("1.25E4", "12500")]
    [InlineData("-40", "-40")]
    [InlineData("0.00005", "0")]
    [InlineData("0.00015", "0.0002")]
    public void Money_is_read_with_a_point_to_four_places_half_to_even(string stated, string read) =>
        Assert.Equal(read, CrmMoney.Canonical(Deal(("amount", stated))!.Amount!.Value));

    [Theory]
    [InlineData("12,500")]
    [InlineData("12.500,50")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("€5")]
    public void What_is_no_number_counts_as_not_stated(string stated) => Assert.Null(Deal(("amount", stated))!.Amount);

    [Theory]
    [InlineData("922337203685477.5808")]
    [InlineData("-922337203685477.5808")]
    [InlineData("1e28")]
    [InlineData("1e300")]
    [InlineData("1e400")]
    public void An_amount_that_cannot_be_kept_leaves_the_deal_out(string stated)
    {
        Assert.Null(Deal(("amount", stated)));
        Assert.Contains("the records are left out", Assert.Single(_mapping!.Notes.Texts()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", "true", null, "x", DealStatus.Won)]
    [InlineData("true", "false", "true", "x", DealStatus.Lost)]
    [InlineData("true", "false", null, "x", DealStatus.Lost)]
    [InlineData("false", "false", "false", "closedwon", DealStatus.Open)]
    [InlineData(null, null, null, "closedwon", DealStatus.Won)]
    [InlineData(null, null, null, "closedlost", DealStatus.Lost)]
    [InlineData("true", null, null, "closedwon", DealStatus.Won)]
    [InlineData("", "", "", "appointment", DealStatus.Open)]
    public void Status_is_the_deals_own_word_and_else_the_stages(string? closed, string? won, string? lost, string stage, DealStatus status) =>
        Assert.Equal(status, Deal(("hs_is_closed", closed), ("hs_is_closed_won", won), ("hs_is_closed_lost", lost), ("dealstage", stage))!.Status);

    [Theory]
    [InlineData("newbusiness", DealKind.New)]
    [InlineData("ExistingBusiness", DealKind.Expansion)]
    [InlineData("renewal", DealKind.Renewal)]
    [InlineData("upsell", DealKind.CrossSell)]
    [InlineData("other", DealKind.Unknown)]
    [InlineData(null, DealKind.Unknown)]
    public void Deal_types_mean_what_the_configuration_says(string? type, DealKind kind)
    {
        _options.DealKinds["upsell"] = "CrossSell";

        Assert.Equal(kind, Deal(("dealtype", type))!.Kind);
        Assert.Equal(type == "other" ? 1 : 0, _mapping!.Notes.Texts().Count);
    }

    [Fact]
    public void Another_amount_field_has_no_home_amount()
    {
        var properties = new (string, string?)[] { ("amount", "100"), ("hs_acv", "40"), ("amount_in_home_currency", "92"), ("deal_currency_code", "USD") };
        var usual = Deal(properties)!;
        _options.AmountField = "hs_acv";
        var other = Deal(properties)!;
        _options.AmountField = "amount_in_home_currency";
        var home = Deal(properties)!;

        Assert.Equal((100m, 92m, "USD"), (usual.Amount, usual.HomeAmount, usual.Currency));
        Assert.Equal((40m, null, "USD"), (other.Amount, other.HomeAmount, other.Currency));
        Assert.Equal((92m, 92m, null), (home.Amount, home.HomeAmount, home.Currency));
    }

    [Fact]
    public void History_keeps_the_newest_of_one_instant_and_clears_by_empty_values()
    {
        var row = Row([("dealname", "x")]);
        row["propertiesWithHistory"] = JsonNode.Parse(
            """
            { "amount": [ { "value": "", "timestamp": "2026-03-01T00:00:00Z" }, { "value": "9.50", "timestamp": "2026-02-01T00:00:00Z" }, { "value": "8", "timestamp": "2026-02-01T00:00:00Z" },
                          { "value": "seven", "timestamp": "2026-01-01T00:00:00Z" }, { "value": "6", "timestamp": "once" } ],
              "closedate": [ { "value": "1797609600000", "timestamp": 1767225600000 } ] }
            """);
        var facts = Facts(row, Mapper().Deals.Map);

        Assert.Equal(
            [
                new DealChange("901", DealField.Amount, Instant.FromUtc(2026, 3, 1, 0, 0), null),
                new DealChange("901", DealField.Amount, Instant.FromUtc(2026, 2, 1, 0, 0), "9.5"),
                new DealChange("901", DealField.Amount, Instant.FromUtc(2026, 1, 1, 0, 0), null),
                new DealChange("901", DealField.Close, Instant.FromUtc(2026, 1, 1, 0, 0), "2026-12-18T16:00:00Z"),
            ],
            facts.Changes);
        Assert.Equal(2, _mapping!.Notes.Texts().Count);
    }

    [Theory]
    [InlineData("COMPLETED", ActivityStatus.Held)]
    [InlineData("SCHEDULED", ActivityStatus.Scheduled)]
    [InlineData(null, ActivityStatus.Scheduled)]
    [InlineData("CANCELED", ActivityStatus.Cancelled)]
    [InlineData("CANCELLED", ActivityStatus.Cancelled)]
    [InlineData("RESCHEDULED", ActivityStatus.Cancelled)]
    [InlineData("NO_SHOW", ActivityStatus.NoShow)]
    public void Meetings_have_their_outcome(string? outcome, ActivityStatus status)
    {
        var meeting = Assert.Single(Facts(
            Row([
                ("hs_meeting_start_time", "2026-11-03T09:00:00Z"), ("hs_meeting_end_time", "2026-11-03T09:45:00Z"), ("hs_meeting_outcome", outcome), ("hs_activity_type", "coaching "),
                ("hubspot_owner_id", "7"), ("hs_attendee_owner_ids", "9;7;8;9"),
            ]),
            Mapper().Activities.MapMeeting).Activities);

        Assert.Equal(("meeting:901", status, Duration.FromMinutes(45), true), (meeting.Id, meeting.Status, meeting.Length, meeting.IsCoaching));
        Assert.Equal(["8", "9"], meeting.ParticipantIds);
    }

    [Fact]
    public void Calls_last_milliseconds()
    {
        var call = Assert.Single(Facts(Row([("hs_timestamp", "2026-11-03T09:00:00Z"), ("hs_call_duration", "90500"), ("hs_call_status", "COMPLETED")]), Mapper().Activities.MapCall).Activities);

        Assert.Equal(("call:901", ActivityStatus.Held, Duration.FromMilliseconds(90_500)), (call.Id, call.Status, call.Length));
    }

    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-30T23:59:59.999Z", "America/New_York")]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-30T23:59:59.999Z", "Asia/Tokyo")]
    [InlineData("2026-10-31T23:00:00Z", "2026-11-30T22:59:59.999Z", "Europe/Berlin")]
    [InlineData("2026-11-01T04:00:00Z", "2026-12-01T04:59:59.999Z", "America/New_York")]
    [InlineData("2026-11-01", "2026-11-30", "Europe/Berlin")]
    [InlineData("1793491200000", "1796083199999", "Europe/Berlin")]
    public void A_goal_covers_whole_days_of_the_accounts_zone(string start, string end, string zone)
    {
        var mapper = Mapper();
        _mapping!.Zone = DateTimeZoneProviders.Tzdb[zone];
        var quota = Assert.Single(Facts(Goal(("hs_start_datetime", start), ("hs_end_datetime", end), ("hubspot_owner_id", "7"), ("hubspot_team_id", "31")), (r, _, f) => mapper.Goals.Map(r, f)).Quotas);

        Assert.Equal((new LocalDate(2026, 11, 1), new LocalDate(2026, 12, 1)), (quota.Start, quota.End));
        Assert.Equal((ScopeKind.Rep, "7", 40_000m, "EUR"), (quota.Subject, quota.SubjectId, quota.Amount, quota.Currency));
    }

    [Theory]
    [InlineData("hs_assignee_team_id", "31", ScopeKind.Team)]
    [InlineData("hubspot_team_id", "31", ScopeKind.Team)]
    [InlineData("hubspot_owner_id", "7", ScopeKind.Rep)]
    [InlineData("hs_goal_name", "x", ScopeKind.Company)]
    public void A_goal_belongs_to_whom_it_names(string property, string value, ScopeKind subject) =>
        Assert.Equal(subject, Assert.Single(Facts(Goal((property, value)), (r, _, f) => Mapper().Goals.Map(r, f)).Quotas).Subject);

    [Fact]
    public void Goals_for_something_else_are_no_quotas_and_broken_ones_are_noted()
    {
        var mapper = Mapper();
        Assert.Empty(Facts(Goal(("hs_goal_type", "calls")), (r, _, f) => mapper.Goals.Map(r, f)).Quotas);
        Assert.Empty(_mapping!.Notes.Texts());
        Assert.Empty(Facts(Goal(("hs_end_datetime", "2026-10-01T00:00:00Z")), (r, _, f) => mapper.Goals.Map(r, f)).Quotas);
        Assert.Single(_mapping.Notes.Texts());
    }

    private HubSpotMapper Mapper()
    {
        _mapping = new HubSpotMapping(_options)
        {
            Stages = new[] { ("closedwon", DealStatus.Won), ("closedlost", DealStatus.Lost), ("appointment", DealStatus.Open) }
                .ToDictionary(s => s.Item1, s => new Stage { Id = s.Item1, Name = s.Item1, PipelineId = "default", PipelineName = "Sales", Order = 0, Status = s.Item2 }),
        };
        return new HubSpotMapper(_mapping);
    }

    private Deal? Deal(params (string Name, string? Value)[] properties) => Facts(Row(properties), Mapper().Deals.Map).Deals.SingleOrDefault();

    private static JsonObject Goal(params (string Name, string? Value)[] properties)
    {
        var usual = new Dictionary<string, string?>
        {
            ["hs_goal_type"] = "sales_quota",
            ["hs_target_amount"] = "40000.00",
            ["hs_start_datetime"] = "2026-11-01T00:00:00Z",
            ["hs_end_datetime"] = "2026-11-30T23:59:59.999Z",
            ["hs_goal_target_currency_code"] = "EUR",
        };
        foreach (var (name, value) in properties) usual[name] = value;
        return Row([.. usual.Select(p => (p.Key, p.Value))]);
    }

    /// <summary>Through the real reader, as it comes over the wire.</summary>
    private static PageFacts Facts(JsonObject row, Action<ObjectRow, LinkedIds, PageFacts> map)
    {
        var page = JsonSerializer.Deserialize(new JsonObject { ["results"] = new JsonArray(row) }.ToJsonString(), HubSpotJson.Default.ObjectPage)!;
        var facts = new PageFacts();
        map(page.Results[0], new LinkedIds(page.Results[0]), facts);
        return facts;
    }

    private static JsonObject Row((string Name, string? Value)[] properties)
    {
        var json = new JsonObject();
        foreach (var (name, value) in properties) json[name] = value;
        return new JsonObject { ["id"] = "901", ["properties"] = json, ["createdAt"] = "2026-01-01T00:00:00Z", ["updatedAt"] = "2026-01-01T00:00:00Z", ["archived"] = false };
    }
}
