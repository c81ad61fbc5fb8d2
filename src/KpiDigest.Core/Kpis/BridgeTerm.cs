using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>Which term of the pipeline bridge a deal's amount belongs to, and what it adds there.</summary>
/// <param name="Name">opening, created, pulledIn, revalued, won, lost or pushed.</param>
/// <param name="Amount">In the home currency; won, lost and pushed are taken off.</param>
internal readonly record struct BridgeTerm(string Name, decimal Amount)
{
    /// <summary>Terms that leave the pipeline.</summary>
    public static bool IsExit(string name) => name is "won" or "lost" or "pushed";

    /// <summary>The terms of one deal: only its states at the start, at the end and at its close count.</summary>
    public static IEnumerable<BridgeTerm> Of(DealSpan span, Period period)
    {
        bool IsIn(DealRow deal) => deal.Close >= period.Start && deal.Close < period.End;
        var (now, isIn) = ((span.Closing.Amount ?? 0) * span.Part, IsIn(span.Closing));
        if (span.WasOpen && IsIn(span.Opening!.Value))
        {
            var opening = (span.Opening!.Value.Amount ?? 0) * span.Part;
            yield return new BridgeTerm("opening", opening);
            if (now != opening) yield return new BridgeTerm("revalued", now - opening);
        }
        else if (isIn)
        {
            var isNew = span.Opening is null || span.Closing.Created >= period.Start;
            yield return new BridgeTerm(isNew ? "created" : "pulledIn", now);
        }
        else
        {
            yield break;
        }

        if (span.Closing.Status == DealStatus.Won) yield return new BridgeTerm("won", now);
        else if (span.Closing.Status == DealStatus.Lost) yield return new BridgeTerm("lost", now);
        else if (!isIn) yield return new BridgeTerm("pushed", now);
    }
}
