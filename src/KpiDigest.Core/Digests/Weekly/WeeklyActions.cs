namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What to do: at most three things, verb first, with the deals to begin with.</summary>
internal static class WeeklyActions
{
    private const int Named = 2;

    public static IReadOnlyList<DigestAction> Compose(DigestWriting writing)
    {
        var actions = new List<DigestAction>();
        Add(actions, writing, DealRole.Overdue, (n, d) => $"Close or re-date {n} overdue {d}", d => d is null ? "" : "due " + writing.Format.ShortDate(d.Value));
        Add(actions, writing, DealRole.DueSoon, (n, d) => $"Win {n} {d} due in the next {DigestFiguresBuilder.SoonDays} days", d => d is null ? "" : "due " + writing.Format.ShortDate(d.Value));
        Add(actions, writing, DealRole.Stale, (n, d) => $"Revive or drop {n} {d} without a sign of life", _ => "");
        return actions;
    }

    private static void Add(List<DigestAction> actions, DigestWriting writing, DealRole role, Func<string, string, string> lead, Func<NodaTime.LocalDate?, string> when)
    {
        if (writing.Figures.DealsOf(role) is not { Count: > 0 } group) return;
        var format = writing.Format;
        var amount = group.Amount == 0 ? "" : $" ({format.Money(group.Amount)})";
        var deals = group.Biggest.Take(Named).Select(d => Deal(writing.Deal(d), when(d.Date))).ToList();
        var rest = group.Count - deals.Count;
        actions.Add(new DigestAction(lead(format.Count(group.Count), DigestWriting.Plural(group.Count, "deal", "deals")) + amount, deals, rest > 0 ? $"and {format.Count(rest)} more" : ""));
    }

    private static DigestDeal Deal(DigestDealText deal, string when) =>
        new(deal.Name, deal.Link, string.Join(", ", new[] { deal.Amount, when, deal.Owner }.Where(t => t.Length > 0)));
}
