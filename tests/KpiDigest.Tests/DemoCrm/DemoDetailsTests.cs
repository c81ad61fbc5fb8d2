using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>What the generated deals, customers and activities say beside the numbers of the story.</summary>
public sealed class DemoDetailsTests
{
    private static readonly Instant Recent = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static IEnumerable<DealRecord> Sales => DemoWorld.Living.Where(d => d.Kind != "renewal");

    [Fact]
    public void New_business_is_with_companies_that_never_bought_and_the_rest_with_customers()
    {
        var firstWin = DemoWorld.Living.Where(d => d.Stage.IsWon).GroupBy(d => d.CompanyId).ToDictionary(g => g.Key, g => g.Min(d => d.Close!.Value));

        Assert.All(DemoWorld.Living.Where(d => d.Kind is "newbusiness"), d => Assert.False(firstWin.TryGetValue(d.CompanyId, out var at) && at < d.Created, $"{d.Id}"));
        var further = Sales.Where(d => d.Kind is "existingbusiness" or "crosssell" && d.Created > Recent).ToList();
        Assert.True(further.Count(d => firstWin.TryGetValue(d.CompanyId, out var at) && at < d.Created) > 0.75 * further.Count);
    }

    [Fact]
    public void Cross_selling_is_in_a_line_that_the_customer_does_not_have()
    {
        var won = DemoWorld.Living.Where(d => d.Stage.IsWon).ToLookup(d => d.CompanyId);
        var cross = DemoWorld.Living.Where(d => d.Kind == "crosssell").ToList();

        Assert.InRange(cross.Count, 300, 2_500);
        Assert.All(cross, d => Assert.DoesNotContain(
            d.ProductLines!.Split(';')[0], won[d.CompanyId].Where(w => w.Close < d.Created).SelectMany(w => w.ProductLines!.Split(';'))));
    }

    [Fact]
    public void A_competitor_wins_more_since_the_winter()
    {
        Assert.InRange(RateAgainst("Metrion", Recent, Instant.MaxValue), 0.05, 0.75 * RateAgainst("Metrion", Instant.MinValue, Recent - Duration.FromDays(92)));
        var (won, lost) = (Named(d => d.Stage.IsWon), Named(d => d.Stage.IsLost));
        Assert.InRange(lost / won, 1, 2);
    }

    [Fact]
    public void Shares_make_one_and_belong_to_the_owner_and_a_colleague()
    {
        var split = DemoWorld.Living.Where(d => d.Splits.Count > 0).ToList();

        Assert.InRange(split.Count, 20, 120);
        Assert.All(split, d =>
        {
            Assert.Equal(1m, d.Splits.Sum(s => s.Share));
            Assert.Equal(2, d.Splits.Select(s => s.OwnerId).Distinct().Count());
            Assert.Contains(d.Splits, s => s.OwnerId == d.OwnerId);
        });
    }

    [Fact]
    public void Customers_who_left_buy_nothing_afterwards()
    {
        var left = DemoWorld.Data.Records["companies"].Cast<CompanyRecord>().Where(c => c.ChurnedOn is not null).ToDictionary(c => c.Id, c => c.ChurnedOn!.Value);
        var zone = DateTimeZoneProviders.Tzdb[DemoWorld.Data.TimeZone];

        Assert.InRange(left.Count, 100, 500);
        Assert.All(DemoWorld.Living.Where(d => d.Stage.IsWon && left.ContainsKey(d.CompanyId)), d => Assert.True(d.Close!.Value.InZone(zone).Date <= left[d.CompanyId], $"{d.Id}"));
    }

    [Fact]
    public void Leads_that_became_deals_say_when_and_share_their_origin()
    {
        var deals = DemoWorld.Deals.ToDictionary(d => d.Id);
        var leads = DemoWorld.Data.Records["leads"].Cast<LeadRecord>().ToList();

        Assert.All(leads, l => Assert.Equal(l.DealId != 0, l.QualifiedAt is not null));
        Assert.All(leads.Where(l => l.DealId != 0), l => Assert.Equal((l.Source, l.QualifiedAt), (deals[l.DealId].Source, deals[l.DealId].Created)));
    }

    [Fact]
    public void Nobody_writes_about_silent_deals_and_sequences_reach_some()
    {
        var silent = DemoWorld.Living.Where(d => !d.Stage.IsClosed && d.Modified < DemoWorld.Data.EndsAt - Duration.FromDays(33)).ToDictionary(d => d.Id, d => d.Modified);
        var emails = DemoWorld.Data.Records["emails"].Cast<EmailRecord>().ToList();

        Assert.True(silent.Count > 30);
        Assert.DoesNotContain(emails, e => silent.TryGetValue(e.DealId, out var last) && e.At > last);
        Assert.InRange(emails.Count(e => e.SequenceId != 0), 500, 2_500);
        Assert.Contains(emails, e => e.Status == "BOUNCED");
    }

    [Fact]
    public void Some_deals_are_gone_through_in_coaching()
    {
        var coaching = DemoWorld.Data.Records["meetings"].Cast<MeetingRecord>().Where(m => m.ActivityType == "Coaching").ToList();
        var owners = DemoWorld.Deals.ToDictionary(d => d.Id, d => d.OwnerId);

        Assert.InRange(coaching.Count(m => m.DealId != 0), 0.2 * coaching.Count, 0.6 * coaching.Count);
        Assert.All(coaching.Where(m => m.DealId != 0), m => Assert.Equal(m.AttendeeOwnerIds, $"{owners[m.DealId]}"));
        Assert.All(coaching, m => Assert.Equal((0L, 0L), (m.CompanyId, m.ContactId)));
    }

    [Fact]
    public void Supplements_have_a_header_and_full_rows()
    {
        Assert.Equal(12, DemoWorld.Data.Supplements.Count);
        Assert.All(DemoWorld.Data.Supplements, file =>
        {
            Assert.EndsWith("\n", file.Value, StringComparison.Ordinal);
            Assert.True(file.Value.Split('\n').Length > 4, file.Key);
        });
    }

    private static double RateAgainst(string competitor, Instant from, Instant to)
    {
        var closed = Sales.Where(d => d.Stage.IsClosed && d.Close >= from && d.Close < to && d.Competitors?.Contains(competitor, StringComparison.Ordinal) == true).ToList();
        return closed.Count(d => d.Stage.IsWon) / (double)closed.Count;
    }

    private static double Named(Func<DealRecord, bool> which) => Sales.Where(which).Average(d => d.Competitors is null ? 0.0 : 1.0);
}
