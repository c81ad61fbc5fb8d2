using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Emails around the deals, and sequences sent to many at once, which are no contact with anybody. Draws from a stream of its own; deals that
/// nobody works on get none.
/// </summary>
internal sealed class DemoEmails(DemoRandom random, DemoDays days)
{
    private const int QuietDays = 33;
    private const long Sequence = 412_077_301;

    public IReadOnlyList<DemoRecord> Create(List<DealRecord> deals)
    {
        List<EmailRecord> emails = [.. deals.SelectMany(OfDeal)];
        return [.. emails.OrderBy(e => e.At).Select((e, i) => e with { Id = 66_900_000_000 + (i * 271L) })];
    }

    private IEnumerable<EmailRecord> OfDeal(DealRecord deal)
    {
        var (from, to) = (deal.Created!.Value.ToUnixTimeMilliseconds(), LastTouch(deal));
        var count = random.Weighted([50, 28, 15, 7]);
        for (var i = 0; i < count; i++)
        {
            if (Moment(from, to) is { } at) yield return Email(deal, at);
        }

        if (random.Chance(0.12) && Moment(from, to) is { } sent)
            yield return Email(deal, sent) with { Subject = "What is new in measuring", SequenceId = Sequence + (DemoDays.Quarter(days.DayOf(sent)) % 7), Direction = "EMAIL" };
    }

    /// <summary>Until when somebody worked on it.</summary>
    private long LastTouch(DealRecord deal)
    {
        if (deal.Stage.IsClosed) return deal.Close!.Value.ToUnixTimeMilliseconds();
        var modified = deal.Modified.ToUnixTimeMilliseconds();
        return modified < days.EndMs - (QuietDays * DemoDays.Day) ? modified : days.EndMs;
    }

    private long? Moment(long from, long to)
    {
        var (first, last) = (days.DayOf(from), days.DayOf(to));
        var at = days.WorkingTime(first + random.Whole(0, Math.Max(1, last - first + 1)), random);
        return at > from && at < to ? at : null;
    }

    private EmailRecord Email(DealRecord deal, long at)
    {
        var moment = Instant.FromUnixTimeMilliseconds(at);
        var isOurs = random.Chance(0.65);
        return new EmailRecord
        {
            Id = 0,
            Subject = (isOurs ? "" : "Re: ") + deal.Product,
            At = moment,
            Status = isOurs && random.Chance(0.03) ? "BOUNCED" : "SENT",
            Direction = isOurs ? "EMAIL" : "INCOMING_EMAIL",
            OwnerId = deal.OwnerId,
            DealId = deal.Id,
            CompanyId = deal.CompanyId,
            ContactId = deal.ContactId,
            Created = moment,
            Modified = moment,
        };
    }
}
