using System.Collections.Concurrent;
using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>What is the same for every scope: counted once for all, because families of reps are the company's (D13).</content>
public sealed partial class SalesFacts
{
    private readonly ConcurrentDictionary<object, Lazy<object>> _once = new();
    private int[] _closedBefore = [];
    private int[] _wonBefore = [];

    /// <summary>Counted deals closed on a reporting date in <c>[from, until)</c>, and won of these, by the number of their owner; the unknown owner last.</summary>
    internal IReadOnlyList<(int Won, int Closed)> Tallies(LocalDate from, LocalDate until, Instant asOf)
    {
        var (first, end) = (Cell.Of(from), Cell.Of(until));
        var tallies = new (int Won, int Closed)[Roster.Reps.Length + 1];
        if (KnownAt(asOf) == _known)
        {
            for (var rep = 0; rep < tallies.Length; rep++)
            {
                var (low, high) = _closed.Places(rep, first, end);
                tallies[rep] = (_wonBefore[high] - _wonBefore[low], _closedBefore[high] - _closedBefore[low]);
            }

            return tallies;
        }

        foreach (var deal in Closed(Scope.Company, from, until, asOf).Where(d => d.Counted))
            tallies[deal.Owner] = (tallies[deal.Owner].Won + (deal.Status == DealStatus.Won ? 1 : 0), tallies[deal.Owner].Closed + 1);
        return tallies;
    }

    /// <summary>Computes what depends on nothing but the key and these facts once; the same value for everybody who asks.</summary>
    internal T Once<T>(object key, Func<T> compute) where T : notnull => (T)_once.GetOrAdd(key, _ => new Lazy<object>(() => compute())).Value;

    private void Tally()
    {
        var order = _closed.All;
        (_closedBefore, _wonBefore) = (new int[order.Length + 1], new int[order.Length + 1]);
        for (var i = 0; i < order.Length; i++)
        {
            var counted = _states[order[i]].LeftOut == LeftOut.No;
            _closedBefore[i + 1] = _closedBefore[i] + (counted ? 1 : 0);
            _wonBefore[i + 1] = _wonBefore[i] + (counted && _states[order[i]].Status == DealStatus.Won ? 1 : 0);
        }
    }
}
