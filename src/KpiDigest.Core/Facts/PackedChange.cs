using System.Globalization;

namespace KpiDigest.Core.Facts;

/// <summary>A change of a deal while facts are put together: 24 bytes. Texts by their number in the pool, amounts and dates as cells.</summary>
internal readonly struct PackedChange
{
    private readonly int _deal;
    private readonly byte _field;

    /// <param name="change">The change.</param>
    /// <param name="deal">Place of its deal.</param>
    /// <param name="texts">Takes stages, owners and categories.</param>
    /// <exception cref="FormatException">The value is not the canonical text of its field.</exception>
    public PackedChange(DealChange change, int deal, TextPool texts)
    {
        (_deal, _field, At) = (deal, (byte)change.Field, Cell.Of(change.At));
        Value = change.Field switch
        {
            DealField.Amount => string.IsNullOrEmpty(change.Value) ? Cell.None : Cell.Units(Number(change)),
            DealField.Close => string.IsNullOrEmpty(change.Value) ? Cell.None : FactDate.TryParse(change.Value, out var date) ? Cell.Of(date) : throw Unreadable(change),
            _ => texts.NumberOf(change.Value),
        };
    }

    private PackedChange(PackedChange other, int deal) => (_deal, _field, At, Value) = (deal, other._field, other.At, other.Value);

    public int Deal => _deal;

    public DealField Field => (DealField)_field;

    public long At { get; }

    public long Value { get; }

    public PackedChange Of(int deal) => new(this, deal);

    /// <summary>By deal, field and instant; what is left is told apart by the value, so that the order of records changes nothing.</summary>
    public static int Compare(in PackedChange left, in PackedChange right, TextPool texts)
    {
        var order = left._deal.CompareTo(right._deal);
        if (order == 0) order = left._field.CompareTo(right._field);
        if (order == 0) order = left.At.CompareTo(right.At);
        if (order != 0) return order;
        return left.Field is DealField.Amount or DealField.Close
            ? left.Value.CompareTo(right.Value)
            : string.CompareOrdinal(texts.TextOf((int)left.Value), texts.TextOf((int)right.Value));
    }

    private static decimal Number(DealChange change) =>
        decimal.TryParse(change.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : throw Unreadable(change);

    private static FormatException Unreadable(DealChange change) =>
        new($"The {change.Field} change of deal {change.DealId} at {change.At} holds '{change.Value}', which is not the canonical text of that field.");
}
