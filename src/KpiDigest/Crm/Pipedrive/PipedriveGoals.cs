using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Goals for the value of won deals → quotas, one for each week, month, quarter or year. Pure. Of two goals of somebody that overlap in time and pipelines one
/// counts, and a person's is never added beside a team's where the person is in several teams or has left.
/// </summary>
internal sealed class PipedriveGoals(PipedriveMapping mapping)
{
    /// <summary>The type of goal that is a quota.</summary>
    public const string Type = "deals_won";

    private const string Object = "goals";
    private const string Family = "deals_won";

    /// <param name="goals">Goals, active and not.</param>
    /// <param name="currencies">Codes by id.</param>
    /// <param name="users">All people.</param>
    /// <param name="teams">Ids of teams by the ids of their members.</param>
    /// <param name="until">Up to this day an open-ended goal is cut into pieces.</param>
    public IReadOnlyList<Quota> Map(
        IEnumerable<PipedriveGoal> goals, IReadOnlyDictionary<string, string> currencies, IReadOnlyList<PipedriveUser> users, ILookup<string, string> teams, LocalDate until)
    {
        var shared = users.Where(u => !PipedrivePeople.IsActive(u) || teams[u.Id].Count() > 1).Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        var kept = new List<(PipedriveGoal Goal, Span Span)>();
        foreach (var goal in goals.Where(IsQuota).DistinctBy(g => g.Id).OrderByDescending(g => PipelinesOf(g).Count == 0).ThenByDescending(g => Step(g)?.Months).ThenBy(g => g.Id, StringComparer.Ordinal))
        {
            if (SpanOf(goal, until) is not { } span) continue;
            if (kept.Exists(k => IsSame(k.Goal, goal) && k.Span.Overlaps(span))) mapping.Notes.Refused(Object, goal.Id, "duration", goal.Interval, "overlap with another goal of the same person or team");
            else kept.Add((goal, span));
        }

        return [.. kept.SelectMany(k => Pieces(k.Goal, k.Span, currencies, shared))];
    }

    private static bool IsQuota(PipedriveGoal goal) =>
        goal.Type?.Name?.Trim().ToLowerInvariant().Replace(' ', '_') == Type && string.Equals(goal.ExpectedOutcome?.TrackingMetric, "sum", StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(PipedriveGoal one, PipedriveGoal other)
    {
        if (one.Assignee?.Type != other.Assignee?.Type || one.Assignee?.Id != other.Assignee?.Id) return false;
        var (first, second) = (PipelinesOf(one), PipelinesOf(other));
        return first.Count == 0 || second.Count == 0 || first.Intersect(second).Any();
    }

    private static List<long> PipelinesOf(PipedriveGoal goal) => goal.Type?.Params?.PipelineId ?? [];

    /// <summary>An open-ended goal that was switched off says nothing of the time since; its end is not known.</summary>
    private Span? SpanOf(PipedriveGoal goal, LocalDate until)
    {
        if (!IsDay(goal.Duration?.Start, out var start) || Step(goal) is null) return Refused(goal);
        if (goal.Duration?.End is null) return goal.IsActive == false ? null : start < until ? new Span(start, until, IsOpen: true) : null;
        return IsDay(goal.Duration.End, out var last) && last >= start ? new Span(start, last.PlusDays(1), IsOpen: false) : Refused(goal);
    }

    private Span? Refused(PipedriveGoal goal)
    {
        mapping.Notes.Refused(Object, goal.Id, "duration, interval", $"{goal.Duration?.Start} {goal.Duration?.End} {goal.Interval}", "are no days cut into weeks, months, quarters or years");
        return null;
    }

    private IEnumerable<Quota> Pieces(PipedriveGoal goal, Span span, IReadOnlyDictionary<string, string> currencies, HashSet<string> shared)
    {
        var (kind, subject) = SubjectOf(goal);
        var currency = goal.ExpectedOutcome!.CurrencyId is { } id ? currencies.GetValueOrDefault(id) : null;
        if (kind is null || currency is null || CrmMoney.Read(goal.ExpectedOutcome.Target ?? "", out var target) != NumberReading.Good)
        {
            mapping.Notes.Refused(Object, goal.Id, "assignee, target, currency_id", goal.ExpectedOutcome.Target, "are no amount of somebody in a known currency");
            yield break;
        }

        var step = Step(goal)!;
        var from = span.From;
        for (var number = 1; from < span.To; number++)
        {
            var next = step.After(span.From, number);
            yield return new Quota
            {
                Id = $"{goal.Id}:{from.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}",
                Subject = kind.Value,
                SubjectId = subject,
                Start = from,
                End = span.IsOpen ? next : LocalDate.Min(next, span.To),
                Amount = target,
                Currency = currency,
                Family = kind == ScopeKind.Team || (kind == ScopeKind.Rep && shared.Contains(subject!)) ? Family : null,
            };
            from = next;
        }
    }

    private static (ScopeKind? Kind, string? Id) SubjectOf(PipedriveGoal goal) => (goal.Assignee?.Type, goal.Assignee?.Id) switch
    {
        ("person", { } id) => (ScopeKind.Rep, id),
        ("team", { } id) => (ScopeKind.Team, id),
        ("company", _) => (ScopeKind.Company, null),
        _ => (null, null),
    };

    private static Interval? Step(PipedriveGoal goal) => goal.Interval?.ToLowerInvariant() switch
    {
        "weekly" => new Interval(1, 0),
        "monthly" => new Interval(0, 1),
        "quarterly" => new Interval(0, 3),
        "yearly" => new Interval(0, 12),
        _ => null,
    };

    private static bool IsDay(string? text, out LocalDate day)
    {
        day = default;
        if (text is null || !PipedriveValues.TryDate(text, out var date) || date.On is not { } on) return false;
        day = on;
        return true;
    }

    private sealed record Span(LocalDate From, LocalDate To, bool IsOpen)
    {
        public bool Overlaps(Span other) => From < other.To && other.From < To;
    }

    private sealed record Interval(int Weeks, int Months)
    {
        /// <summary>So often from the beginning, so that the last day of a month stays one.</summary>
        public LocalDate After(LocalDate start, int times) => start.PlusWeeks(Weeks * times).PlusMonths(Months * times);
    }
}
