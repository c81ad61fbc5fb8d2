using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>The slices about accounts and leads in the marketing sense.</content>
public sealed partial class SalesFacts
{
    /// <summary>The accounts of a scope: of its reps at an instant, by their present owner; those nobody owns belong to the company and to (unassigned). By number.</summary>
    internal IReadOnlyList<int> AccountsOf(Scope scope, Instant asOf)
    {
        var accounts = new List<int>();
        foreach (var rep in Candidates(scope).Where(r => Covers(scope, r, Cell.Of(asOf)))) accounts.AddRange(AccountBook.OwnedBy(rep));
        accounts.Sort();
        Interlocked.Add(ref _rowsTouched, accounts.Count);
        return accounts;
    }

    /// <summary>
    /// What an account bought, by day and id, as known at an instant: its counted deals won, and its renewals, which keep a customer even
    /// where they do not count as deals.
    /// </summary>
    internal IReadOnlyList<DealRow> PurchasesOf(int account, Instant? asOf = null)
    {
        var (at, rows) = (KnownAt(asOf), new List<DealRow>());
        var deals = AccountBook.DealsOf(account);
        Interlocked.Add(ref _rowsTouched, deals.Length);
        foreach (var deal in deals)
            if (TryState(deal, at, out var state) && state is { Status: DealStatus.Won, LeftOut: LeftOut.No or LeftOut.Renewal })
                rows.Add(new DealRow(this, deal, state, state.Owner));
        return [.. rows.OrderBy(d => d.CloseDay).ThenBy(d => d.Index)];
    }

    /// <summary>The deal of an id as known at an instant; null: not known then.</summary>
    internal DealRow? FindDeal(string id, Instant? asOf = null)
    {
        var deal = Array.BinarySearch(Deals.Id, id, StringComparer.Ordinal);
        Interlocked.Increment(ref _rowsTouched);
        return deal >= 0 && TryState(deal, KnownAt(asOf), out var state) ? new DealRow(this, deal, state, state.Owner) : null;
    }

    /// <summary>Leads created on a local date in <c>[from, until)</c> and known at an instant, by the owner's team at creation, by id.</summary>
    internal IReadOnlyList<Prospect> ProspectsOf(Scope scope, LocalDate from, LocalDate until, Instant asOf)
    {
        var (at, found) = (KnownAt(asOf), new List<int>());
        foreach (var rep in Candidates(scope))
        {
            var leads = _prospects.Of(rep, Cell.Of(from), Cell.Of(until));
            Interlocked.Add(ref _rowsTouched, leads.Length);
            foreach (var lead in leads)
            {
                var created = Cell.Of(Prospects[lead].Created);
                if (Cell.Reached(created, at, Calendar.Zone) && Covers(scope, rep, Cell.InstantOf(created, Calendar.Zone))) found.Add(lead);
            }
        }

        return [.. found.Order().Select(p => Prospects[p])];
    }
}
