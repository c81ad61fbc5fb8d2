using System.Data.Common;
using KpiDigest.Core.Facts;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Store.Tables;

/// <summary>Reads a row's values one after the other.</summary>
internal sealed class FactReader(DbDataReader reader)
{
    private int _column;

    /// <summary>Goes to the next row and its first column.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        _column = 0;
        return await reader.ReadAsync(cancellationToken);
    }

    public string Text() => reader.GetString(_column++);

    public string? TextOrNull() => reader.IsDBNull(_column) ? Skip<string>() : reader.GetString(_column++);

    public long Integer() => reader.GetInt64(_column++);

    public long? IntegerOrNull()
    {
        long? value = reader.IsDBNull(_column) ? null : reader.GetInt64(_column);
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

    private T? Skip<T>()
        where T : class
    {
        _column++;
        return null;
    }
}
