using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>What syncs saw of a deal is its history, where the CRM shows none (D3).</summary>
public class OwnHistoryTests
{
    private static readonly Instant Since = At("2017-09-01");

    [Fact]
    public void A_deal_that_never_differed_has_no_changes_but_the_forecast_category_it_was_seen_open_with()
    {
        var deal = Open("2017-08-01") with { ForecastCategory = "COMMIT" };
        Assert.Empty(Of((deal, "2017-09-01")));
        Assert.Equal([new DealChange("d", DealField.ForecastCategory, At("2017-09-01"), "COMMIT")], OwnHistory.Of([(deal, At("2017-09-01")), (deal with { Name = "renamed", ModifiedAt = At("2017-09-05") }, At("2017-09-06"))], Since, DateTimeZone.Utc));
    }

    [Fact]
    public void A_change_happened_when_the_CRM_stamped_it()
    {
        var deal = Open("2017-09-10") with { Amount = 100 };
        Assert.Equal(
            [new DealChange("d", DealField.Amount, At("2017-09-10"), "100"), new DealChange("d", DealField.Amount, At("2017-09-20"), "250")],
            Of((deal, "2017-09-11"), (deal with { Amount = 250, ModifiedAt = At("2017-09-20") }, "2017-09-21")));
    }

    [Theory]
    [InlineData("2017-09-30", "2017-09-21")]
    [InlineData("2017-09-05", "2017-09-11T00:00:00.0000001Z")]
    public void A_stamp_that_cannot_be_is_moved_between_the_two_sights(string stamp, string expected)
    {
        var deal = Open("2017-09-10");
        Assert.Equal(At(expected), Of((deal, "2017-09-11"), (deal with { OwnerId = "bob", ModifiedAt = At(stamp) }, "2017-09-21"))[^1].At);
    }

    [Fact]
    public void What_was_there_before_the_first_sync_is_as_it_was_first_seen_from_then_on()
    {
        var deal = Open("2017-08-01");
        Assert.Equal(
            [new DealChange("d", DealField.Close, At("2017-09-01"), "2017-11-01"), new DealChange("d", DealField.Close, At("2017-10-05"), "2018-02-01")],
            Of((deal, "2017-09-01"), (deal with { Close = Some.FactDate("2018-02-01"), ModifiedAt = At("2017-10-05") }, "2017-10-06")));
    }

    [Fact]
    public void A_deal_closes_when_the_CRM_says_not_when_somebody_touched_it_last()
    {
        var deal = Open("2017-09-10");
        var won = deal with { Status = DealStatus.Won, StageId = "won", Close = FactDate.OfInstant(At("2017-09-29T15:00:00Z")), ModifiedAt = At("2017-10-02T06:59:00Z") };
        Assert.Contains(new DealChange("d", DealField.Stage, At("2017-09-29T15:00:00Z"), "won"), Of((deal, "2017-09-11"), (won, "2017-10-02T07:00:00Z")));
        var backdated = won with { Close = Some.FactDate("2017-09-01") };
        Assert.Contains(Of((deal, "2017-09-11"), (backdated, "2017-10-02T07:00:00Z")), c => c.Value == "won" && c.At > At("2017-09-11") && c.At < At("2017-09-12"));
    }

    [Fact]
    public void One_that_was_closed_when_it_was_first_seen_was_open_until_its_date()
    {
        var won = Some.Deal(DealStatus.Won, id: "d", created: "2017-05-01", close: "2017-07-10") with { StageId = "won", ModifiedAt = At("2017-07-12") };
        var billed = won with { StageId = "billed", ModifiedAt = At("2017-10-01") };
        Assert.Equal(
            [("2017-05-01", null), ("2017-07-10", "won"), ("2017-10-01", "billed")],
            Of((won, "2017-09-01"), (billed, "2017-10-02")).Where(c => c.Field == DealField.Stage).Select(c => (c.At.ToString()[..10], c.Value)));
    }

    [Fact]
    public void One_that_was_seen_closed_before_its_date_is_not_taken_for_open_until_then()
    {
        var lost = Some.Deal(DealStatus.Lost, id: "d", created: "2017-05-01", close: "2017-12-10") with { StageId = "lost", ModifiedAt = At("2017-07-12") };
        Assert.Equal([("2017-05-01", null), ("2017-09-01", "lost")], Of((lost, "2017-09-01")).Select(c => (c.At.ToString()[..10], c.Value)));
    }

    [Fact]
    public void A_deal_without_creation_was_always_there()
    {
        var deal = Open(null);
        Assert.Equal(NodaConstants.UnixEpoch, Of((deal, "2017-09-01"), (deal with { OwnerId = "bob", ModifiedAt = At("2017-10-05") }, "2017-10-06"))[0].At);
    }

    private static Deal Open(string? created) => Some.Deal(DealStatus.Open, id: "d", owner: "ann", created: created, close: "2017-11-01") with { StageId = "open", ModifiedAt = At("2017-08-15") };

    private static IReadOnlyList<DealChange> Of(params (Deal Deal, string SeenAt)[] versions) =>
        [.. OwnHistory.Of([.. versions.Select(v => (v.Deal, At(v.SeenAt)))], Since, DateTimeZone.Utc).Where(c => c.Field != DealField.ForecastCategory)];

    private static Instant At(string text) => text.Length > 10 ? NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value : Some.Instant(text);
}
