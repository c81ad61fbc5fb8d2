namespace KpiDigest.Core.Insights;

/// <summary>A number or name with its place in a text.</summary>
/// <param name="Name">The place: <c>{won}</c> takes the value named won.</param>
/// <param name="Unit">What it is.</param>
/// <param name="Number">The unrounded number; 0 for a name.</param>
public sealed record InsightValue(string Name, InsightUnit Unit, decimal Number)
{
    /// <summary>Text from outside, the id of a rep, or the key of a text.</summary>
    public string Text { get; init; } = "";

    /// <summary>A period.</summary>
    public Period? Period { get; init; }

    internal static InsightValue Money(string name, decimal amount) => new(name, InsightUnit.Money, amount);

    internal static InsightValue SignedMoney(string name, decimal amount) => new(name, InsightUnit.SignedMoney, amount);

    internal static InsightValue Percent(string name, decimal ratio) => new(name, InsightUnit.Percent, ratio);

    internal static InsightValue Points(string name, decimal change) => new(name, InsightUnit.Points, change);

    internal static InsightValue Multiple(string name, decimal value) => new(name, InsightUnit.Multiple, value);

    internal static InsightValue Count(string name, decimal count) => new(name, InsightUnit.Count, count);

    internal static InsightValue Quarter(Period period, string name = "quarter") => new(name, InsightUnit.Quarter, 0) { Period = period };

    internal static InsightValue Week(Period period) => new("week", InsightUnit.Week, 0) { Period = period };

    internal static InsightValue Rep(string id) => new("rep", InsightUnit.Rep, 0) { Text = id };

    internal static InsightValue Reason(Kpis.KpiResult? result) => new("reason", InsightUnit.Reason, 0) { Text = result?.Reason ?? "" };

    internal static InsightValue Words(string name, string text) => new(name, InsightUnit.Words, 0) { Text = text };

    internal static InsightValue Key(string name, string key) => new(name, InsightUnit.Key, 0) { Text = key };

    internal static InsightValue KpiName(string kpi) => Key("kpi", InsightKeys.OfKpi(kpi));
}
