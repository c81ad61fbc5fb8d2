namespace KpiDigest.Core.Facts;

/// <summary>The kinds of facts: those of the CRM are versioned one by one, those of supplements file by file. Stored as lower-case names.</summary>
public enum FactKind
{
    /// <summary><see cref="Facts.Rep"/>.</summary>
    Rep,

    /// <summary><see cref="Facts.Team"/>.</summary>
    Team,

    /// <summary><see cref="Facts.Stage"/>.</summary>
    Stage,

    /// <summary><see cref="Facts.Account"/>.</summary>
    Account,

    /// <summary><see cref="Facts.Deal"/>.</summary>
    Deal,

    /// <summary><see cref="Facts.Activity"/>.</summary>
    Activity,

    /// <summary><see cref="Facts.Quota"/>.</summary>
    Quota,

    /// <summary><see cref="Facts.Prospect"/>.</summary>
    Prospect,

    /// <summary><see cref="Facts.ForecastSnapshot"/>.</summary>
    ForecastSnapshot,

    /// <summary><see cref="Facts.RosterRow"/>, from a supplement.</summary>
    Roster,

    /// <summary><see cref="Facts.SurveyRound"/> and <see cref="Facts.SurveyAnswer"/>, from a supplement.</summary>
    Survey,

    /// <summary><see cref="Facts.Training"/>, from a supplement.</summary>
    Training,

    /// <summary><see cref="Facts.Spend"/>, from a supplement.</summary>
    Spend,

    /// <summary><see cref="Facts.Traffic"/>, from a supplement.</summary>
    Traffic,

    /// <summary><see cref="Facts.Recurring"/>, from a supplement.</summary>
    Recurring,

    /// <summary><see cref="Facts.Objective"/>, from a supplement.</summary>
    Objective,

    /// <summary><see cref="Facts.Comment"/>, from a supplement.</summary>
    Comment,

    /// <summary><see cref="Facts.ActionItem"/>, from a supplement.</summary>
    Action,

    /// <summary><see cref="Facts.FxRate"/>, from a supplement.</summary>
    FxRate,

    /// <summary><see cref="Facts.DealChange"/>: the history that the CRM keeps of deals.</summary>
    DealChange,
}
