using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Kpis;

/// <summary><c>clv</c>: margin per customer-year × expected years as a customer, at most 5; not discounted.</summary>
internal sealed class Clv : IKpi
{
    private const decimal MostYears = 5;

    /// <summary>Share of the amount bought that must state a margin.</summary>
    private const decimal EnoughStated = 0.5m;

    public string Id => "clv";

    public string Name => "Customer lifetime value";

    public string Definition => "The margin a customer brings in a year, times the years a customer stays, five at most.";

    public string Formula => "margin per customer-year × min(1 ÷ c, 5); c = trailing 12-month churn";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        var (facts, start) = (input.Facts, input.Facts.Calendar.Trailing(input.Period, 4)[0].Start);
        var customers = Customers.Of(input);
        var bought = customers.All.SelectMany(a => facts.PurchasesOf(a, input.AsOf)).ToList();
        var year = bought.FindAll(d => d.Close >= start && d.Close < input.Until);
        var margin = MarginShare(year);
        var model = input.ValueOnly ? [] : Model(facts, bought.FindAll(d => d.Close < input.Gone), input, margin);
        if ((Customers.Fault(facts) ?? customers.FaultBetween(start, input.Gone)) is { } fault) return KpiResult.NoData(this, fault) with { Parts = [.. model] };
        var churn = ChurnRate.Trailing(input, customers);
        var mean = (customers.At(start).Count + customers.At(input.Gone).Count) / 2m;
        var reason = churn is null ? $"the company has no customer on {start:uuuu'-'MM'-'dd}, so that no churn of twelve months is known"
            : MissingRates.Of(input, year) ?? (margin is null ? "under half of the amount won in four quarters states a gross margin: map the CRM's margin field" : null);
        if (reason is not null) return KpiResult.NoData(this, reason) with { Parts = [.. model] };
        var perYear = year.Sum(d => d.Amount ?? 0) * margin!.Value / mean;
        var years = churn == 0 ? MostYears : Math.Min(1 / churn!.Value, MostYears);
        foreach (var deal in year) input.Report(FactKind.Deal, deal.Id, deal.Amount is null ? "without-amount" : "term", deal.Amount * margin * years / mean);
        var cac = new Cac().Needs.Any(k => facts.Missing(k) is not null) ? null : new Cac().Compute(input with { Records = null }).Value;
        return KpiResult.Of(this, perYear * years) with
        {
            Parts =
            [
                new KpiPart("marginPerCustomerYear", perYear),
                new KpiPart("years", years),
                new KpiPart("capped", churn == 0 || 1 / churn > MostYears ? 1 : 0),
                new KpiPart("churn12m", churn),
                new KpiPart("marginShare", margin),
                new KpiPart("customers", mean),
                new KpiPart("clvToCac", cac is null or 0 ? null : perYear * years / cac),
                .. model,
            ],
        };
    }

    /// <summary>Σ margin ÷ Σ amount of the deals that state both; null where these are under half of the amount.</summary>
    private static decimal? MarginShare(List<DealRow> bought)
    {
        var both = bought.FindAll(d => d is { Margin: not null, Amount: not null });
        var (stated, amount) = (both.Sum(d => d.Amount!.Value), bought.Sum(d => d.Amount ?? 0));
        return stated <= 0 || stated < EnoughStated * amount ? null : both.Sum(d => d.Margin!.Value) / stated;
    }

    /// <summary>What a customer will buy in 36 months by the model of all purchases known, and its margin; a reason where there is no model.</summary>
    private static IEnumerable<KpiPart> Model(SalesFacts facts, List<DealRow> bought, KpiInput input, decimal? margin)
    {
        var purchases = bought.Where(d => d is { AccountId: not null, Close: not null }).Select(d => new Purchase(d.AccountId!, d.Close!.Value, d.Amount));
        var buyers = BuyerHistory.Of(purchases, input.Gone.PlusDays(-1));
        if (MissingRates.Of(input, bought) is { } rates) return [new KpiPart("model36m", null), KpiPart.Of("modelReason", rates)];
        if (ClvModel.Fit(buyers, out var reason) is not { } model) return [new KpiPart("model36m", null), KpiPart.Of("modelReason", reason)];
        var value = model.MeanValue(buyers);
        if (!double.IsFinite(value) || value > (double)long.MaxValue) return [new KpiPart("model36m", null), KpiPart.Of("modelReason", "the model gives no finite value")];
        return [new KpiPart("model36m", (decimal)value), new KpiPart("model36mMargin", (decimal)value * margin), new KpiPart("modelCustomers", buyers.Count)];
    }
}
