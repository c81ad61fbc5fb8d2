using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Rates of exchange of a multi-currency organisation: an amount divided by the rate is the amount in the corporate currency. With
/// advanced currency management the rate is that of a day.
/// </summary>
internal sealed class SalesforceRates
{
    public static readonly SalesforceRates None = new(null, [], []);

    private readonly Dictionary<string, decimal> _present;
    private readonly ILookup<string, DatedRate> _dated;

    /// <param name="corporate">The corporate currency; null: the organisation has one currency only.</param>
    /// <param name="present">Present rates by currency.</param>
    /// <param name="dated">Rates by currency and day.</param>
    public SalesforceRates(string? corporate, IEnumerable<(string Currency, decimal Rate)> present, IEnumerable<DatedRate> dated)
    {
        Corporate = corporate;
        _present = present.DistinctBy(r => r.Currency, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Currency, r => r.Rate, StringComparer.OrdinalIgnoreCase);
        _dated = dated.ToLookup(r => r.Currency, StringComparer.OrdinalIgnoreCase);
    }

    public string? Corporate { get; }

    /// <summary>Changes with every rate: Salesforce does not touch the records when a rate changes.</summary>
    public string Text => string.Join(
        ';',
        [.. _present.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => FormattableString.Invariant($"{r.Key}={r.Value}")), .. _dated.SelectMany(r => r).Order().Select(r => FormattableString.Invariant($"{r}"))]);

    /// <summary>The amount in the corporate currency; null: no rate is known.</summary>
    public decimal? ToCorporate(decimal amount, string? currency, LocalDate? on)
    {
        if (Corporate is null || currency is null) return null;
        if (currency.Equals(Corporate, StringComparison.OrdinalIgnoreCase)) return amount;
        var rate = on is { } day && _dated[currency].FirstOrDefault(r => r.From <= day && day < r.Until) is { } dated ? dated.Rate : _present.GetValueOrDefault(currency);
        return rate > 0 ? CrmMoney.Divided(amount, rate) : null;
    }
}

/// <summary>A rate that holds on the days from <paramref name="From"/> to before <paramref name="Until"/>.</summary>
internal sealed record DatedRate(string Currency, LocalDate From, LocalDate Until, decimal Rate) : IComparable<DatedRate>
{
    public int CompareTo(DatedRate? other) =>
        other is null ? 1 : string.CompareOrdinal(Currency, other.Currency) is var order && order != 0 ? order : From.CompareTo(other.From);
}
