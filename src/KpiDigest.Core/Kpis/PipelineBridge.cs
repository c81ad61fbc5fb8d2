using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>pipeline-bridge</c>: due in the period: opening + created + pulled in + revalued − won − lost − pushed = closing. Deals belong to their owner at the start (D6).</summary>
internal sealed class PipelineBridge : IKpi
{
    private static readonly string[] Names = ["opening", "created", "pulledIn", "revalued", "won", "lost", "pushed"];

    public string Id => "pipeline-bridge";

    public string Name => "Pipeline bridge";

    public string Definition => "How the pipeline due in the quarter came from what it was at the start to what it is now.";

    public string Formula => "closing = opening + created + pulled in + revalued − won − lost − pushed";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => null;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public bool IsQuarterBound => true;

    public KpiResult Compute(KpiInput input)
    {
        if (HistoryGap.Of(input) is { } gap) return KpiResult.NoData(this, gap);
        var spans = input.Facts.Spans(input.Scope, input.Period.Start, input.Reached, true).Where(s => input.Counts(s.Closing)).ToList();
        var terms = spans.SelectMany(s => BridgeTerm.Of(s, input.Period).Select(t => (s.Closing.Id, Term: t))).ToList();
        foreach (var (id, term) in terms) input.Report(FactKind.Deal, id, term.Name, term.Amount);
        var closing = terms.Sum(t => BridgeTerm.IsExit(t.Term.Name) ? -t.Term.Amount : t.Term.Amount);
        var inBridge = spans.Where(s => BridgeTerm.Of(s, input.Period).Any()).ToList();
        var missing = MissingRates.Of(input, inBridge.Select(s => s.Closing), input.Reached)
            ?? MissingRates.Of(input, inBridge.Where(s => s.WasOpen).Select(s => s.Opening!.Value), input.Period.StartInstant);
        return (missing is null ? KpiResult.Of(this, closing) : KpiResult.NoData(this, missing)) with
        {
            Parts =
            [
                .. Names.Select(n => new KpiPart(n, missing is null ? terms.Where(t => t.Term.Name == n).Sum(t => t.Term.Amount) : null)),
                KpiPart.Of("history", input.Facts.Coverage.HasHistory ? "known" : "none"),
                .. EndedQuarter.Of(input),
            ],
        };
    }
}
