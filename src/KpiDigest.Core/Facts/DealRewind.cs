using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Answers what was known of a deal at an instant (D2, D3, D6, D8): by its history, without history by the CRM's own dates.</summary>
internal sealed class DealRewind(DealTable deals, DealStatus[] stageStatus, DateTimeZone zone, bool zeroIsStated)
{
    /// <summary>Whether the deal was there: created by then; where no creation is stated, by its first recorded change.</summary>
    public bool Existed(int deal, long at)
    {
        if (deals.Created[deal] != Cell.None) return Cell.Reached(deals.Created[deal], at, zone);
        var (first, end) = (deals.FirstChange[deal], deals.FirstChange[deal + 1]);
        for (var i = first; i < end; i++)
            if (deals.ChangeAt[i] <= at) return true;
        return first == end;
    }

    /// <summary>The deal's state at an instant at which it was there.</summary>
    public DealState StateAt(int deal, long at, int atDay)
    {
        var status = StatusAt(deal, at, out var observed);
        var close = ValueAt(deal, DealField.Close, at, deals.Close[deal]);
        var day = Cell.DayOf(close, zone);
        if (status != DealStatus.Open && (day == Cell.NoDay || day > atDay)) day = Cell.DayOf(observed, zone);
        var owner = (int)ValueAt(deal, DealField.Owner, status == DealStatus.Open ? at : observed, deals.Owner[deal]);
        return new DealState(status, owner, day, observed, AmountAt(deal, at), LeftOutAs(deal, status));
    }

    /// <summary>Owner at creation: the first the history knows.</summary>
    public int CreatedBy(int deal)
    {
        var created = deals.Created[deal];
        return (int)ValueAt(deal, DealField.Owner, created == Cell.None ? Cell.None : Cell.InstantOf(created, zone), deals.Owner[deal]);
    }

    /// <summary>Everybody who ever owned the deal, each once.</summary>
    public IEnumerable<int> EverOwned(int deal)
    {
        var (first, end) = Trail(deal, DealField.Owner);
        if (end - first <= 1) return first == end ? [deals.Owner[deal]] : new[] { deals.Owner[deal], (int)deals.ChangeValue[first] }.Distinct();
        return Enumerable.Range(first, end - first).Select(i => (int)deals.ChangeValue[i]).Append(deals.Owner[deal]).Distinct();
    }

    /// <summary>Instant of the last change of any canonical field by an instant, or <see cref="Cell.None"/>.</summary>
    public long LastChange(int deal, long at)
    {
        var last = Cell.None;
        for (var i = deals.FirstChange[deal]; i < deals.FirstChange[deal + 1]; i++)
            if (deals.ChangeAt[i] <= at) last = Math.Max(last, deals.ChangeAt[i]);
        return last;
    }

    private DealStatus StatusAt(int deal, long at, out long observed)
    {
        var (first, end) = Trail(deal, DealField.Stage);
        if (first == end) return StatusByDates(deal, at, out observed);
        var entry = LastBy(first, end, at);
        var status = entry == end - 1 ? deals.Status[deal] : StageStatus(Math.Max(entry, first));
        observed = status == DealStatus.Open ? Cell.None : ClosingEntry(first, Math.Max(entry, first), status);
        return status;
    }

    private DealStatus StatusByDates(int deal, long at, out long observed)
    {
        observed = Cell.None;
        if (deals.Status[deal] == DealStatus.Open) return DealStatus.Open;
        var close = deals.Close[deal] == Cell.None ? deals.Modified[deal] : deals.Close[deal];
        if (!Cell.Reached(close, at, zone)) return DealStatus.Open;
        observed = Cell.InstantOf(close, zone);
        return deals.Status[deal];
    }

    /// <summary>The entry by which the deal came into its outcome; moves between stages of one outcome do not close it again.</summary>
    private long ClosingEntry(int first, int entry, DealStatus status)
    {
        while (entry > first && StageStatus(entry - 1) == status) entry--;
        return deals.ChangeAt[entry];
    }

    private DealStatus StageStatus(int change) =>
        deals.ChangeValue[change] is var stage && stage >= 0 ? stageStatus[stage] : DealStatus.Open;

    private long AmountAt(int deal, long at)
    {
        var (first, end) = Trail(deal, DealField.Amount);
        var entry = LastBy(first, end, at);
        var units = entry == end - 1 || first == end ? PresentAmount(deal) : ThenAmount(deal, deals.ChangeValue[Math.Max(entry, first)]);
        return units == 0 && !zeroIsStated ? Cell.None : units;
    }

    private long PresentAmount(int deal)
    {
        if (deals.Home[deal] != Cell.None) return deals.Home[deal];
        if (deals.Currency[deal] < 0 || deals.Amount[deal] is Cell.None or 0) return deals.Amount[deal];
        return Cell.NoRate;
    }

    private long ThenAmount(int deal, long units)
    {
        if (deals.Currency[deal] < 0 || units is Cell.None or 0) return units;
        if (deals.Home[deal] == Cell.None || deals.Amount[deal] is Cell.None or 0) return Cell.NoRate;
        return (long)decimal.Round((decimal)units * deals.Home[deal] / deals.Amount[deal], 0, MidpointRounding.ToEven);
    }

    private LeftOut LeftOutAs(int deal, DealStatus status)
    {
        var always = deals.LeftOut[deal];
        var notALoss = status == DealStatus.Lost && deals.NotALoss[deal] is not null;
        return notALoss && always is (LeftOut.No or LeftOut.Renewal) ? LeftOut.LostReason : always;
    }

    private long ValueAt(int deal, DealField field, long at, long present)
    {
        var (first, end) = Trail(deal, field);
        if (first == end) return present;
        var entry = LastBy(first, end, at);
        return entry == end - 1 ? present : deals.ChangeValue[Math.Max(entry, first)];
    }

    private (int First, int End) Trail(int deal, DealField field)
    {
        var (first, end) = (deals.FirstChange[deal], deals.FirstChange[deal + 1]);
        while (first < end && deals.ChangeField[first] < field) first++;
        var last = first;
        while (last < end && deals.ChangeField[last] == field) last++;
        return (first, last);
    }

    /// <summary>The last entry at or before an instant; one before the first where there is none.</summary>
    private int LastBy(int first, int end, long at)
    {
        var entry = end - 1;
        while (entry >= first && deals.ChangeAt[entry] > at) entry--;
        return entry;
    }
}
