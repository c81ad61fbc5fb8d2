using System.Globalization;

namespace KpiDigest.Crm;

/// <summary>Sums of money as CRMs write them. Invariant culture.</summary>
internal static class CrmMoney
{
    /// <summary>The store keeps money as int64 in 1/10,000 units.</summary>
    public const decimal Largest = long.MaxValue / 10_000m;

    /// <summary>Money in whole 1/10,000 units (half-even), without trailing zeros.</summary>
    public static NumberReading Read(string text, out decimal value)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var huge) && !double.IsNaN(huge) && text.All(c => c is not ('∞' or 'I' or 'i'))
                ? NumberReading.TooLarge
                : NumberReading.Unreadable;
        }

        value = decimal.Round(value, 4, MidpointRounding.ToEven);
        return Math.Abs(value) <= Largest ? NumberReading.Good : NumberReading.TooLarge;
    }

    /// <summary>An amount by a rate of exchange, in whole 1/10,000 units (half-even); null: more than the store can keep.</summary>
    public static decimal? Divided(decimal amount, decimal rate)
    {
        try
        {
            var value = decimal.Round(amount / rate, 4, MidpointRounding.ToEven);
            return Math.Abs(value) <= Largest ? value : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The one text of a sum of money: invariant, no trailing zeros.</summary>
    public static string Canonical(decimal money) => (money / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
