namespace KpiDigest.Core.Insights;

/// <summary>What a value of an insight is, and so how it is written.</summary>
public enum InsightUnit
{
    /// <summary>An amount in the home currency.</summary>
    Money,

    /// <summary>An amount that is a change: with its sign.</summary>
    SignedMoney,

    /// <summary>A ratio, written in percent.</summary>
    Percent,

    /// <summary>The change of a proportion, written in percentage points.</summary>
    Points,

    /// <summary>A ratio that is read as a multiple.</summary>
    Multiple,

    /// <summary>A number of things; it decides between singular and plural.</summary>
    Count,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>The name of a quarter.</summary>
    Quarter,

    /// <summary>The name of a week.</summary>
    Week,

    /// <summary>The name of a rep, by id.</summary>
    Rep,

    /// <summary>Why a figure is missing, as the figure says it in English.</summary>
    Reason,

    /// <summary>Text from outside.</summary>
    Words,

    /// <summary>Another text, by its key.</summary>
    Key,
}
