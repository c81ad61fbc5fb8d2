namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What to do: at most three things, verb first, with the deals to begin with.</summary>
internal static class WeeklyActions
{
    private const int Named = 3;

    public static IReadOnlyList<DigestAction> Compose(DigestWriting writing)
    {
        var actions = new List<DigestAction>();
        Add(actions, writing, DealRole.Overdue, n => $"Close or re-date {n} overdue", d => d is null ? "" : "due " + writing.Format.ShortDate(d.Value));
        Add(actions, writing, DealRole.DueSoon, n => $"Win {n} due in the next {DigestFiguresBuilder.SoonDays} days", d => d is null ? "" : "due " + writing.Format.ShortDate(d.Value));
        Add(actions, writing, DealRole.Stale, n => $"Revive or drop {n} without a sign of life", _ => "");
        return actions;
    }

    /// <summary>The button: the first deal of the first thing to do that has a link.</summary>
    public static DigestButton? Button(IReadOnlyList<DigestAction> actions, string source)
    {
        var deal = actions.SelectMany(a => a.Deals).FirstOrDefault(d => d.Link is not null);
        return deal is null ? null : new DigestButton($"Open {DigestText.Cut(deal.Name, 32)}{(source.Length > 0 ? " in " + source : "")}", deal.Link!);
    }

    private static void Add(List<DigestAction> actions, DigestWriting writing, DealRole role, Func<string, string> lead, Func<NodaTime.LocalDate?, string> when)
    {
        if (writing.Figures.DealsOf(role) is not { Count: > 0 } group) return;
        var format = writing.Format;
        var many = $"{format.Count(group.Count)} {DigestWriting.Plural(group.Count, "deal", "deals")}";
        var amount = group.Amount == 0 ? "" : $" ({format.Money(group.Amount)})";
        var deals = group.Biggest.Take(Named).Select(d => Deal(writing.Deal(d), when(d.Date))).ToList();
        var rest = group.Count - deals.Count;
        actions.Add(new DigestAction(lead(many) + amount, deals, rest > 0 ? $"and {format.Count(rest)} more" : ""));
    }

    private static DigestDeal Deal(DigestDealText deal, string when) =>
        new(deal.Name, deal.Link, string.Join(", ", new[] { deal.Amount, when, deal.Owner }.Where(t => t.Length > 0)));
}
