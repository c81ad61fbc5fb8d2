using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>objectives</c>: objectives on track ÷ objectives of which anything is known.</summary>
internal sealed class Objectives : IKpi
{
    public const string OwnId = "objectives";

    public string Id => OwnId;

    public string Name => "Objectives on track";

    public string Definition => "The share of the scope's own objectives that are on track, of those of which anything is known.";

    public string Formula => "objectives on target ÷ objectives with data";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Objective];

    public KpiResult Compute(KpiInput input)
    {
        var teamId = input.Scope.Kind == ScopeKind.Team ? input.Scope.Id : null;
        var states = input.Facts.Supplements.Objectives
            .Where(o => o.TeamId == teamId && o.Start < input.Period.End && input.Period.Start < o.End)
            .OrderBy(o => o.Start).ThenBy(o => o.Id, StringComparer.Ordinal).Select(o => ObjectiveState.Of(input, o)).ToList();
        foreach (var state in states)
            input.Report(FactKind.Objective, state.Objective.Id, state.Status switch { "on" => "numerator+denominator", "no-data" => $"excluded: {state.Reason}", _ => "denominator" }, state.Actual);
        int Count(string status) => states.Count(s => s.Status == status);
        var known = states.Count - Count("no-data");
        var result = known > 0 ? KpiResult.Of(this, (decimal)Count("on") / known)
            : KpiResult.NoData(this, states.Count == 0 ? $"objectives.csv has no objective of {input.Scope} in {input.Period.Label}" : $"{states[0].Objective.Name}: {states[0].Reason}");
        return result with
        {
            Numerator = Count("on"),
            Denominator = known,
            Parts = [new KpiPart("on", Count("on")), new KpiPart("atRisk", Count("at-risk")), new KpiPart("off", Count("off")), new KpiPart("withoutData", Count("no-data")), KpiPart.List("items", states.Select(Item))],
        };
    }

    private static KpiPart Item(ObjectiveState state) => KpiPart.Row(
        KpiPart.Of("id", state.Objective.Id),
        KpiPart.Of("name", state.Objective.Name),
        KpiPart.Of("kpi", state.Objective.Kpi ?? ""),
        KpiPart.Of("owner", state.Objective.Owner ?? ""),
        KpiPart.Of("status", state.Status),
        new KpiPart("actual", state.Actual),
        new KpiPart("required", state.Required),
        new KpiPart("target", state.Objective.Target),
        new KpiPart("ratio", state.Ratio),
        KpiPart.Of("reason", state.Reason ?? ""));
}
