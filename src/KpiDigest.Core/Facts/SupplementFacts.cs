namespace KpiDigest.Core.Facts;

/// <summary>What the CRM does not hold, from the supplement files. Rep and team ids are as the CRM has them.</summary>
public sealed record SupplementFacts
{
    /// <summary>No file at all.</summary>
    public static SupplementFacts None { get; } = new();

    /// <summary>Quotas; for a subject and interval they beat the CRM's.</summary>
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>Employment and teams.</summary>
    public IReadOnlyList<RosterRow> Roster { get; init; } = [];

    /// <summary>Rounds of the survey.</summary>
    public IReadOnlyList<SurveyRound> SurveyRounds { get; init; } = [];

    /// <summary>Answers to the survey.</summary>
    public IReadOnlyList<SurveyAnswer> SurveyAnswers { get; init; } = [];

    /// <summary>Trainings.</summary>
    public IReadOnlyList<Training> Trainings { get; init; } = [];

    /// <summary>Spend.</summary>
    public IReadOnlyList<Spend> Spends { get; init; } = [];

    /// <summary>Website traffic.</summary>
    public IReadOnlyList<Traffic> Traffic { get; init; } = [];

    /// <summary>Recurring revenue.</summary>
    public IReadOnlyList<Recurring> Recurring { get; init; } = [];

    /// <summary>Objectives.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    /// <summary>Comments.</summary>
    public IReadOnlyList<Comment> Comments { get; init; } = [];

    /// <summary>Actions.</summary>
    public IReadOnlyList<ActionItem> Actions { get; init; } = [];

    /// <summary>Rates of exchange.</summary>
    public IReadOnlyList<FxRate> FxRates { get; init; } = [];

    /// <summary>Holidays of all sets.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Why a kind has no rows ("surveys.csv is not in the supplements folder"); kinds that have a file are absent.</summary>
    public IReadOnlyDictionary<FactKind, string> Missing { get; init; } = new Dictionary<FactKind, string>();

    /// <summary>What a file gives and the CRM gave too or nobody could be found for, in words; for the coverage line.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
