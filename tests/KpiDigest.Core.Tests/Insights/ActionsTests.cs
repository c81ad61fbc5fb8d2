using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Insights;

/// <summary>Deals to act on and who needs help.</summary>
public sealed class ActionsTests
{
    [Fact]
    public void At_most_three_people_are_named_the_surest_first()
    {
        var help = Help(AWeek.With(AWeek.Help(2, ("d", 4, 20, 0.04m, "new"), ("a", 0, 20, 0.001m, "still"), ("c", 2, 20, 0.03m, "new"), ("b", 1, 20, 0.01m, "new"))))!;
        Assert.Equal(["a", "b", "c"], help.Causes.Take(3).Select(c => c.Values[0].Text));
        Assert.Equal(["action.help.still", "action.help.new", "action.help.new", "action.help.too-few"], help.Causes.Select(c => c.Key));
        Assert.Equal(4, help.Values[0].Number);
    }

    [Fact]
    public void Nobody_named_is_nothing_said() => Assert.Null(Help(AWeek.With(AWeek.Help(9))));

    [Fact]
    public void Without_a_bar_or_a_result_nobody_is_named()
    {
        Assert.Null(Help(AWeek.With()));
        Assert.Null(Help(AWeek.With(AWeek.Result("needs-help", KpiUnit.Ratio, null, new KpiPart("bar", null)))));
    }

    [Fact]
    public void A_reps_own_mail_names_nobody() =>
        Assert.Null(Help(AWeek.With(AWeek.Help(0, ("a", 0, 20, 0.001m, "new"))) with { Scope = new Scope(ScopeKind.Rep, "a", "Ann") }));

    [Fact]
    public void The_names_of_those_named_are_asked_for_and_no_others()
    {
        var figures = AWeek.With(AWeek.Help(0, ("d", 4, 20, 0.04m, "new"), ("a", 0, 20, 0.001m, "still"), ("c", 2, 20, 0.03m, "new"), ("b", 1, 20, 0.01m, "new")));
        Assert.Equal([(FactKind.Rep, "a"), (FactKind.Rep, "b"), (FactKind.Rep, "c")], DigestFiguresBuilder.RecordsToName(figures).Order());
    }

    [Fact]
    public void Deals_to_act_on_come_before_people_overdue_first()
    {
        var figures = AWeek.With(AWeek.Help(0, ("a", 0, 20, 0.001m, "new"))) with
        {
            Deals = [new(DealRole.Stale, 1, 0, []), new(DealRole.Won, 1, 5, []), new(DealRole.DueSoon, 1, 7, []), new(DealRole.Overdue, 2, 9, [])],
        };
        Assert.Equal(["action.overdue.amount", "action.due-soon.amount", "action.stale", "action.help"], WeeklyInsights.Actions(figures).Select(a => a.Key));
    }

    private static Insight? Help(DigestFigures figures) => WeeklyInsights.Actions(figures).SingleOrDefault(a => a.Key == "action.help");
}
