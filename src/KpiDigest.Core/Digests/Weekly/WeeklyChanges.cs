using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What changed and why: the effects behind won revenue, the biggest wins and the biggest losses.</summary>
internal static class WeeklyChanges
{
    private const int Named = 2;

    public static IReadOnlyList<DigestChange> Compose(DigestWriting writing)
    {
        var changes = new List<DigestChange>();
        if (writing.Figures.Result(KpiIds.WonRevenue) is { } won && Moved(writing, won) is { } moved) changes.Add(moved);
        if (writing.Figures.DealsOf(DealRole.Won) is { } wins) changes.Add(Group(writing, wins, "won"));
        if (writing.Figures.DealsOf(DealRole.Lost) is { } losses) changes.Add(Group(writing, losses, "lost"));
        if (changes.Count == 0) changes.Add(new DigestChange("No deal was won or lost this week", "", [], ""));
        return changes;
    }

    private static DigestChange? Moved(DigestWriting writing, KpiResult won)
    {
        if (won.Previous?.Value is not { } before || won.Value is not { } value) return null;
        var format = writing.Format;
        var change = value - before;
        var fact = change == 0 ? "Won revenue is what it was the week before"
            : $"Won revenue {(change > 0 ? "rose" : "fell")} by {format.Money(Math.Abs(change))} to {format.Money(value)}";
        return new DigestChange(fact, EffectWords.Of(won, format), [], "");
    }

    private static DigestChange Group(DigestWriting writing, DealGroup group, string word)
    {
        var format = writing.Format;
        var amount = group.Amount == 0 ? "" : $" worth {format.Money(group.Amount)}";
        var named = group.Biggest.Take(Named).Select(writing.Deal)
            .Select(d => new DigestDeal(d.Name, d.Link, d.Owner.Length > 0 ? $"{d.Amount}, {d.Owner}" : d.Amount)).ToList();
        var rest = group.Count - named.Count;
        return new DigestChange($"{format.Count(group.Count)} {DigestWriting.Plural(group.Count, "deal", "deals")}{amount} {word}", "", named,
            rest > 0 ? $"and {format.Count(rest)} more" : "");
    }
}
