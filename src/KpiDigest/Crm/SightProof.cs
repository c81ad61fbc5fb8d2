using System.Globalization;
using KpiDigest.Store;

namespace KpiDigest.Crm;

/// <summary>
/// Compares what is stored with what the CRM counts, and the owners of deals with the people the CRM lists. A record may come or go
/// while a sync runs, and one that cannot be a fact is left out: up to one in a hundred is noted, more is a proof that something is not seen.
/// </summary>
internal sealed class SightProof(FactStore facts, string source)
{
    private const int Percent = 100;

    // Under so many records their share says nothing.
    private const int Fewest = 3;

    public async Task<Sight> OfAsync(IReadOnlyList<RecordTotal> totals, CancellationToken cancellationToken)
    {
        var (proven, noted) = (new List<string>(), new List<string>());
        foreach (var total in totals)
        {
            var stored = await facts.CountAsync(source, total.Kind, total.IdPrefix, cancellationToken);
            if (stored != total.Total) (IsFar(total.Total - stored, total.Total) ? proven : noted).Add(Sentence(total, stored));
        }

        var (owners, deals) = await facts.StrangersAsync(source, cancellationToken);
        var all = await facts.CountAsync(source, Core.Facts.FactKind.Deal, "", cancellationToken);
        if (deals > 0) (IsFar(deals, all) ? proven : noted).Add(Strangers(owners, deals));
        return new Sight(proven, noted);
    }

    private static bool IsFar(long difference, long total) => Math.Abs(difference) >= Fewest && Math.Abs(difference) * Percent > total;

    private static string Sentence(RecordTotal total, long stored) => Text(
        $"the CRM counts {total.Total} {total.Object}, {stored} are stored. Check what the CRM user may see, then run 'kpidigest sync --full'.");

    private static string Strangers(long owners, long deals) => Text(
        $"{deals} deals belong to {owners} owner(s) whom the CRM does not show to its user. Let it see all people, then run 'kpidigest sync --full'.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a look at the stored records found.</summary>
/// <param name="Proven">Cause and fix of what shows that the CRM's user does not see everything: runs are held for it.</param>
/// <param name="Noted">Differences that prove nothing.</param>
internal sealed record Sight(IReadOnlyList<string> Proven, IReadOnlyList<string> Noted);
