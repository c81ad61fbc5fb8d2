namespace KpiDigest.Core.Facts;

/// <summary>
/// Converts a deal's amounts (D8). Closed: the CRM's home amount, else the reporting day's rate. Open: the rate of the day it is looked at;
/// for a currency of which there is no rate at all the CRM's own home amount.
/// </summary>
internal sealed class HomeAmounts(DealTable deals, FxBook fx)
{
    /// <summary>Whether the worth of the open deal changes from day to day.</summary>
    public bool Floats(int deal) => deals.Currency[deal] >= 0 && fx.Knows(deals.Texts[deals.Currency[deal]]);

    /// <summary>The present amount in the home currency, with the rate of a day.</summary>
    public long Present(int deal, bool isOpen, int day)
    {
        var (amount, home) = (deals.Amount[deal], deals.Home[deal]);
        if (home != Cell.None && (!isOpen || amount == Cell.None || !Floats(deal))) return home;
        return deals.Currency[deal] < 0 || amount is Cell.None or 0 ? amount : AtRate(deal, amount, day);
    }

    /// <summary>An earlier amount in the home currency, by the deal's own present rate where the CRM gives one, else with the rate of a day.</summary>
    public long Earlier(int deal, long amount, bool isOpen, int day)
    {
        if (deals.Currency[deal] < 0 || amount is Cell.None or 0) return amount;
        if (deals.Home[deal] == Cell.None || deals.Amount[deal] is Cell.None or 0 || (isOpen && Floats(deal))) return AtRate(deal, amount, day);
        return (long)decimal.Round((decimal)amount * deals.Home[deal] / deals.Amount[deal], 0, MidpointRounding.ToEven);
    }

    private long AtRate(int deal, long amount, int day) => day != Cell.NoDay && fx.RateOn(deals.Texts[deals.Currency[deal]], day) is { } rate
        ? (long)decimal.Round(amount * rate, 0, MidpointRounding.ToEven)
        : Cell.NoRate;
}
