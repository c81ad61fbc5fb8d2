using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class ClientEngagementTests
{
    // The week 2017-W50 ends at 2017-12-18T00:00: 14 days before is 2017-12-04.
    [Theory]
    [InlineData("2017-12-03T23:59:59Z", 0)]
    [InlineData("2017-12-04T00:00:00Z", 1)]
    [InlineData("2017-12-17T23:59:59Z", 1)]
    [InlineData("2017-12-18T00:00:00Z", 0)]
    public void Counts_contacts_in_the_14_days_before(string at, int touched) =>
        Assert.Equal(touched, Some.Evaluate(Open("d").Activity(Some.Activity("d", at)).Build(), "client-engagement", "2017-W50").Value);

    [Fact]
    public void Only_personal_calls_meetings_and_emails_with_the_customer_that_were_held_are_contacts()
    {
        int Touched(Activity activity) => (int)Some.Evaluate(Open("d").Activity(activity).Build(), "client-engagement", "2017-W50").Value!.Value;
        var call = Some.Activity("d", "2017-12-12T10:00:00Z");

        Assert.Equal([1, 1, 1, 0], new[] { ActivityKind.Call, ActivityKind.Meeting, ActivityKind.Email, ActivityKind.Task }.Select(k => Touched(call with { Kind = k })));
        Assert.Equal([1, 1, 0, 0], new[] { ActivityStatus.Held, ActivityStatus.Scheduled, ActivityStatus.Cancelled, ActivityStatus.NoShow }.Select(s => Touched(call with { Status = s })));
        Assert.Equal((0, 0, 0), (Touched(call with { IsBulk = true }), Touched(call with { IsInternal = true }), Touched(call with { DealIds = ["other"] })));
    }

    [Fact]
    public void Is_a_share_of_the_open_deals_with_its_interval_and_contacts_per_account()
    {
        var facts = Some.Company("2018-02-01").Rep("ann")
            .Deal(Some.Deal(DealStatus.Open, id: "a1", close: null) with { AccountId = "a" }).Deal(Some.Deal(DealStatus.Open, id: "a2", close: null) with { AccountId = "a" })
            .Deal(Some.Deal(DealStatus.Open, id: "b", close: null) with { AccountId = "b" }).Deal(Some.Deal(DealStatus.Open, id: "c", close: null))
            .Deal(Some.Deal(DealStatus.Open, id: "renewal", close: null, kind: DealKind.Renewal)).Deal(Some.Deal(id: "won", close: "2017-12-01"))
            .Activity(Some.Activity("a1", "2017-12-12") with { AccountIds = ["a"], DealIds = ["a1", "a2"] }).Activity(Some.Activity("a1", "2017-12-13")).Activity(Some.Activity("x", "2017-12-13") with { DealIds = [], AccountIds = ["b"] })
            .Activity(Some.Activity("won", "2017-12-13")).Build();

        var (result, records) = Some.Explain(facts, "client-engagement", "2017-W50");

        Assert.Equal((2m, 4m, 0.5m), (result.Numerator, result.Denominator, result.Value));
        Assert.Equal((1.5m, 3m, 2m), (result.Part("touchesPerAccount"), result.Part("touches"), result.Part("accounts")));
        Assert.Equal((0.150039m, 0.849961m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6)));
        Assert.Equal(["a1", "a2"], records.Where(r => r.Role == "numerator+denominator").Select(r => r.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Scopes_see_their_own_deals_only()
    {
        var facts = Some.Company("2018-02-01").Team("north").Team("south").Rep("ann", "north").Rep("sue", "south")
            .Deal(Some.Deal(DealStatus.Open, id: "a", close: null)).Deal(Some.Deal(DealStatus.Open, id: "s", close: null, owner: "sue")).Activity(Some.Activity("s", "2017-12-12")).Build();

        decimal? Of(Scope scope) => Some.Evaluate(facts, "client-engagement", "2017-W50", scope).Value;
        Assert.Equal([0.5m, 0m, 1m, 0m, 1m], new[] { Scope.Company, Some.Team(facts, "north"), Some.Team(facts, "south"), Some.Rep(facts, "ann"), Some.Rep(facts, "sue") }.Select(Of));
    }

    [Fact]
    public void Without_open_deals_there_is_no_share() =>
        Assert.Equal("no deal of company is open", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(close: "2017-12-01")).Build(), "client-engagement", "2017-W50").Reason);

    private static Company Open(string id) => Some.Company("2018-02-01").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: id, close: null));
}
