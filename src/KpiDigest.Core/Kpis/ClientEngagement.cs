using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>client-engagement</c>: open deals with a contact in the last 14 days ÷ open deals, and the contacts per account.</summary>
internal sealed class ClientEngagement : IKpi
{
    private const int Days = 14;

    public string Id => "client-engagement";

    public string Name => "Client engagement";

    public string Definition => "The share of open deals with a call, meeting or personal email with the customer in the last 14 days.";

    public string Formula => "open deals with a held, non-bulk, external call, meeting or email in the 14 days before T ÷ open deals";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week];

    public bool IsStock => true;

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Activity];

    public KpiResult Compute(KpiInput input)
    {
        var from = DaysBack.From(input, Days);
        var open = input.Facts.OpenAt(input.Scope, input.AsOf).Where(d => d.Counted).ToList();
        if (open.Count == 0) return KpiResult.NoData(this, $"no deal of {input.Scope} is open");
        var touched = 0;
        foreach (var deal in open)
        {
            var isTouched = input.Facts.ContactsOf(deal, from, input.AsOf, input.AsOf).Count > 0;
            if (isTouched) touched++;
            input.Report(FactKind.Deal, deal.Id, isTouched ? "numerator+denominator" : "denominator");
        }

        var accounts = open.Select(d => input.Facts.AccountBook.NumberOf(d.AccountId)).Where(a => a != AccountBook.None).Distinct().ToList();
        var touches = accounts.Sum(a => input.Facts.ContactsOf(a, from, input.AsOf, input.AsOf).Count);
        return KpiResult.Of(this, (decimal)touched / open.Count) with
        {
            Numerator = touched,
            Denominator = open.Count,
            Interval = Proportion.Interval(touched, open.Count),
            Parts = [new KpiPart("touchesPerAccount", accounts.Count == 0 ? null : (decimal)touches / accounts.Count), new KpiPart("touches", touches), new KpiPart("accounts", accounts.Count)],
        };
    }
}
