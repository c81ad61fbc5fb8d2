using KpiDigest.Core.Facts;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Store.Tables;

/// <summary>Reads a row's values one after the other.</summary>
internal abstract class FactReader : IAsyncDisposable
{
    private int _column;

    /// <summary>Goes to the next row and its first column.</summary>
    public ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        _column = 0;
        return ReadAsync(cancellationToken);
    }

    public string Text() => TextAt(_column++);

    public string? TextOrNull() => IsNull(_column) ? Skip<string>() : TextAt(_column++);

    public long Integer() => IntegerAt(_column++);

    public long? IntegerOrNull()
    {
        long? value = IsNull(_column) ? null : IntegerAt(_column);
        _column++;
        return value;
    }

    public bool Flag() => Integer() != 0;

    /// <summary>A flag of a column that older rows do not have.</summary>
    public bool AddedFlag() => IntegerOrNull() is > 0;

    public Instant At() => Stored.At(Integer());

    public Instant? AtOrNull() => Stored.At(IntegerOrNull());

    public LocalDate On() => LocalDatePattern.Iso.Parse(Text()).Value;

    public LocalDate? OnOrNull() => TextOrNull() is { } on ? LocalDatePattern.Iso.Parse(on).Value : null;

    public decimal Money() => Stored.Amount(Integer());

    public decimal? MoneyOrNull() => IntegerOrNull() is { } units ? Stored.Amount(units) : null;

    public FactDate? Date()
    {
        var at = AtOrNull();
        var on = TextOrNull();
        if (at is { } instant) return FactDate.OfInstant(instant);
        return on is null ? null : FactDate.OfDate(LocalDatePattern.Iso.Parse(on).Value);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    protected abstract bool IsNull(int column);

    protected abstract long IntegerAt(int column);

    protected abstract string TextAt(int column);

    private T? Skip<T>()
        where T : class
    {
        _column++;
        return null;
    }
}
