using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>One deal of a slice, as known at the slice's instant.</summary>
public readonly struct DealRow
{
    private readonly SalesFacts _facts;
    private readonly DealState _state;

    internal DealRow(SalesFacts facts, int index, in DealState state, int owner)
    {
        _facts = facts;
        _state = state;
        Index = index;
        Owner = owner;
    }

    /// <summary>The deal's number inside the snapshot.</summary>
    internal int Index { get; }

    /// <summary>The number of the owner in question; the number of reps where there is none or an unknown one.</summary>
    internal int Owner { get; }

    internal long Units => _state.Amount;

    internal int CloseDay => _state.Day;

    internal long Observed => _state.Observed;

    /// <summary>The CRM's deal id.</summary>
    public string Id => _facts.Deals.Id[Index];

    /// <summary>
    /// The owner the slice asks for (D6): at the observed close, at creation, or at the slice's instant; null: none or unknown.
    /// </summary>
    public string? OwnerId => _facts.Roster.IdOf(Owner);

    /// <summary>Open, won or lost at the slice's instant.</summary>
    public DealStatus Status => _state.Status;

    /// <summary>Reporting date of a closed deal, expected close of an open one; null: not stated.</summary>
    public LocalDate? Close => Cell.DateOrNull(_state.Day);

    /// <summary>Local date of creation; null: not stated.</summary>
    public LocalDate? Created => Cell.DateOrNull(_facts.Deals.CreatedDay[Index]);

    /// <summary>Amount in the home currency; null: not stated, or no rate is known.</summary>
    public decimal? Amount => Cell.Amount(_state.Amount);

    /// <summary>Whether an amount is stated but cannot be converted.</summary>
    public bool MissingRate => _state.Amount == Cell.NoRate;

    /// <summary>Gross margin in the home currency, at the rate of the amount; null: not stated, or it cannot be converted.</summary>
    public decimal? Margin => _facts.MarginOf(this);

    /// <summary>Account id; null: none stated.</summary>
    public string? AccountId => _facts.Deals.Account[Index];

    /// <summary>Why it was lost, as the CRM states it; null: not stated.</summary>
    public string? LostReason => _facts.Deals.LostReason[Index];

    /// <summary>Where it came from, as the CRM states it; null: not stated.</summary>
    public string? Source => _facts.Deals.Source[Index];

    /// <summary>The displaced supplier; null: none stated.</summary>
    public string? Incumbent => _facts.Deals.Incumbent[Index];

    /// <summary>Competitors named.</summary>
    public IReadOnlyList<string> Competitors => _facts.Deals.Competitors[Index];

    /// <summary>Names of the product lines in it.</summary>
    public IReadOnlyList<string> ProductLines => _facts.Deals.ProductLines[Index];

    /// <summary>Whether revenue splits say who is credited.</summary>
    internal bool IsSplit => _facts.Deals.Splits[Index] is not null;

    /// <summary>What sort of business it is.</summary>
    public DealKind Kind => _facts.Deals.Kind[Index];

    /// <summary>Whether and why it does not count.</summary>
    public LeftOut LeftOut => _state.LeftOut;

    /// <summary>Whether it counts (D1).</summary>
    public bool Counted => _state.LeftOut == LeftOut.No;
}
