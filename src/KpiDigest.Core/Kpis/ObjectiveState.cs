using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>How far an objective is at the end of the input's period, or as of now where that is earlier.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Actual">What was reached, in the KPI's unit; null: unknown.</param>
/// <param name="Required">What should have been reached; null: nothing yet.</param>
/// <param name="Reason">Why nothing can be said; null: something can.</param>
internal sealed record ObjectiveState(Objective Objective, decimal? Actual, decimal? Required, string? Reason)
{
    private const decimal AtRisk = 0.9m;

    /// <summary>Reached ÷ required, the other way round where less is better; null where that divides by 0.</summary>
    public decimal? Ratio => Objective.Up
        ? Required is null or 0 ? null : Actual / Required
        : Actual is null or 0 ? null : Required / Actual;

    /// <summary><c>on</c>, <c>at-risk</c>, <c>off</c> or <c>no-data</c>.</summary>
    public string Status
    {
        get
        {
            if (Reason is not null || Actual is not { } actual || Required is not { } required) return "no-data";
            if (Objective.Up) return actual >= required ? "on" : actual >= AtRisk * required ? "at-risk" : "off";
            return actual <= required ? "on" : AtRisk * actual <= required ? "at-risk" : "off";
        }
    }

    public static ObjectiveState Of(KpiInput input, Objective objective)
    {
        var (actual, reason) = ActualOf(input, objective);
        if (reason is not null) return new ObjectiveState(objective, null, null, reason);
        var required = RequiredOf(input, objective);
        return new ObjectiveState(objective, actual, required, required is null ? "no business day of its interval has gone" : null);
    }

    /// <summary>A level holds at any time; what grows should have grown with the business days gone.</summary>
    private static decimal? RequiredOf(KpiInput input, Objective objective)
    {
        var days = input.Facts.Calendar.BusinessDays;
        var gone = days.Between(objective.Start, LocalDate.Min(objective.End, input.Gone));
        if (gone == 0) return null;
        return objective.IsCumulative ? objective.Target * gone / days.Between(objective.Start, objective.End) : objective.Target;
    }

    private static (decimal? Actual, string? Reason) ActualOf(KpiInput input, Objective objective)
    {
        if (objective.Kpi == Objectives.OwnId) return (null, $"an objective cannot be measured by '{Objectives.OwnId}' itself");
        var kpi = objective.Kpi is null ? null : KpiCatalogue.Find(objective.Kpi);
        if (objective.Kpi is not null && kpi is null) return (null, $"no KPI has the id '{objective.Kpi}'");
        if (kpi is not null && IntervalOf(input, objective, kpi) is { } period)
        {
            var measured = KpiCatalogue.Measure(kpi, InputOf(input, kpi, period));
            return (measured.Value, measured.Value is null ? measured.Reason : null);
        }

        if (objective.Actual is { } stated) return (stated, null);
        return (null, kpi is null ? "objectives.csv states no actual" : $"{kpi.Id} does not measure {objective.Start:uuuu'-'MM'-'dd} to {objective.End.PlusDays(-1):uuuu'-'MM'-'dd}, and objectives.csv states no actual");
    }

    /// <summary>The period that is the objective's interval, where the KPI is defined for it and for the scope.</summary>
    private static Period? IntervalOf(KpiInput input, Objective objective, IKpi kpi) => !kpi.Levels.Contains(input.Scope.Kind) ? null : kpi.Cadences
        .Select(c => input.Facts.Calendar.Containing(c, objective.Start))
        .FirstOrDefault(p => p.Start == objective.Start && p.End == objective.End);

    private static KpiInput InputOf(KpiInput input, IKpi kpi, Period period) =>
        new(input.Facts, input.Scope, period, LocalDate.Min(period.End, period == input.Period ? input.Until : period.End))
        {
            AsOf = kpi.IsStock ? Instant.Min(input.AsOf, period.EndInstant) : input.AsOf,
        };
}
