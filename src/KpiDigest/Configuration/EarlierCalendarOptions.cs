namespace KpiDigest.Configuration;

/// <summary>Settings that were replaced. What is left out has its default, not the present value.</summary>
internal sealed class EarlierCalendarOptions : CalendarCutOptions
{
    /// <summary>ISO date; periods that start before it are cut by these settings.</summary>
    public string Until { get; set; } = "";
}
