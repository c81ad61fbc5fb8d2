using KpiDigest.Core.Digests;
using KpiDigest.Core.Insights.Rules;

namespace KpiDigest.Core.Insights;

/// <summary>The rules of the weekly digest in the order in which they speak.</summary>
internal static class WeeklyInsights
{
    /// <summary>The first that holds is the headline; the last always does.</summary>
    private static readonly IInsightRule[] Headlines =
        [new QuarterEndedHeadline(), new LandingHeadline(), new CoverageHeadline(), new SignalHeadline(), new SlippedHeadline(), new NormalHeadline()];

    private static readonly IInsightRule[] WhatChanged = [new SignalsRule(), new QuarterMovedRule(), new WinRateMovedRule(), new NormalRangeRule(), new DealsClosedRule()];

    private static readonly IInsightRule[] WhatToDo = [new DealsToActOnRule(), new NeedHelpRule()];

    /// <summary>What the week is about.</summary>
    public static Insight Headline(DigestFigures figures) => Headlines.SelectMany(r => r.Find(figures)).First();

    /// <summary>What changed and why.</summary>
    public static IReadOnlyList<Insight> Changes(DigestFigures figures) => [.. WhatChanged.SelectMany(r => r.Find(figures))];

    /// <summary>What to act on, and who needs help.</summary>
    public static IReadOnlyList<Insight> Actions(DigestFigures figures) => [.. WhatToDo.SelectMany(r => r.Find(figures))];
}
