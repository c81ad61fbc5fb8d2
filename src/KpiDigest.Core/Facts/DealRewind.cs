using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Answers what was known of a deal at an instant (D2, D3, D6, D8): by its history, without history by the CRM's own dates.</summary>
internal sealed class DealRewind(DealTable deals, DealStatus[] stageStatus, HomeAmounts home, DateTimeZone zone, bool zeroIsStated)
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
        var isOpen = status == DealStatus.Open;
        return new DealState(status, owner, day, observed, AmountAt(deal, at, isOpen, isOpen ? atDay : day), LeftOutAs(deal, status));
    }

    /// <summary>Whether the deal is worth another amount every day it stays open.</summary>
    public bool Floats(int deal) => home.Floats(deal);

    /// <summary>The owner at an instant.</summary>
    public int OwnerAt(int deal, long at) => (int)ValueAt(deal, DealField.Owner, at, deals.Owner[deal]);

    /// <summary>The stage at an instant; −1: none or unknown.</summary>
    public int StageAt(int deal, long at)
    {
        var (first, end) = Trail(deal, DealField.Stage);
        return first == end ? deals.Stage[deal] : (int)deals.ChangeValue[Math.Max(LastBy(first, end, at), first)];
    }

    /// <summary>
    /// The forecast category at an instant, as the CRM states it; null: none. Of a closed deal without history nothing is known: its present
    /// category only says that it is closed.
    /// </summary>
    public string? CategoryAt(int deal, long at)
    {
        var (first, end) = Trail(deal, DealField.ForecastCategory);
        var entry = LastBy(first, end, at);
        if (first == end) return deals.Status[deal] == DealStatus.Open ? deals.ForecastCategory[deal] : null;
        if (entry == end - 1) return deals.ForecastCategory[deal];
        return deals.ChangeValue[Math.Max(entry, first)] is var number && number == Cell.None ? null : deals.Texts[number];
    }

    /// <summary>The deal's way through the stages up to an instant: when it entered which; none without history.</summary>
    public IEnumerable<(long At, int Stage)> StageTrail(int deal, long at)
    {
        var (first, end) = Trail(deal, DealField.Stage);
        for (var i = first; i < end && deals.ChangeAt[i] <= at; i++) yield return (deals.ChangeAt[i], (int)deals.ChangeValue[i]);
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

    private long AmountAt(int deal, long at, bool isOpen, int rateDay)
    {
        var (first, end) = Trail(deal, DealField.Amount);
        var entry = LastBy(first, end, at);
        var units = entry == end - 1 || first == end
            ? home.Present(deal, isOpen, rateDay)
            : home.Earlier(deal, deals.ChangeValue[Math.Max(entry, first)], isOpen, rateDay);
        return units == 0 && !zeroIsStated ? Cell.None : units;
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
