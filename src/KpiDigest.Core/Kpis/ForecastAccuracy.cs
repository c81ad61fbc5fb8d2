using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>forecast-accuracy</c>: max(0, 1 − |F − A| ÷ A) of the commit F, won included, 4 weeks before the end; A is what was won.</summary>
internal sealed class ForecastAccuracy : IKpi
{
    private const int WeeksOfValue = 4;
    private static readonly int[] Weeks = [12, 8, 4, 1];

    public string Id => "forecast-accuracy";

    public string Name => "Forecast accuracy";

    public string Definition => "How close the committed forecast four weeks before the end came to what was won, 100 % being exact.";

    public string Formula => "max(0, 1 − |F − A| ÷ A) with the snapshot 4 weeks before the end";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (input.AsOf < input.Period.EndInstant || input.Until < input.Period.End)
            return KpiResult.NoData(this, $"{input.Period.Label} has not ended: what it brings in is not known yet");
        var due = Forecast.DueIn(input, input.Scope, input.Period.EndInstant).Where(s => s.Closing.Status == DealStatus.Won).ToList();
        var actual = ActualOf(due);
        var forecast = ForecastAt(input, input.Scope, WeeksOfValue);
        foreach (var span in due) input.Report(FactKind.Deal, span.Closing.Id, "actual", (span.Closing.Amount ?? 0) * span.Part);
        if (forecast?.Snapshot is { } snapshot) input.Report(FactKind.ForecastSnapshot, snapshot, "forecast", forecast.Commit);
        foreach (var (id, amount) in forecast?.Deals ?? []) input.Report(FactKind.Deal, id, "forecast", amount);
        var reason = MissingRates.Of(input, due.Select(s => s.Closing), input.Period.EndInstant) ?? Reason(input, forecast, actual);
        return (reason is null ? KpiResult.Of(this, Accuracy(forecast!.Commit, actual)) : KpiResult.NoData(this, reason)) with
        {
            Numerator = forecast?.Commit,
            Denominator = actual,
            Parts =
            [
                .. input.ValueOnly ? [] : Weeks.Select(w => new KpiPart($"at{w}", AccuracyAt(input, w, actual))),
                .. input.ValueOnly ? [] : Weeks.Select(w => new KpiPart($"bias{w}", BiasAt(input, w, actual))),
                .. input.ValueOnly ? [] : new[] { new KpiPart("wape", Wape(input)) },
                new KpiPart("bias", reason is null ? (forecast!.Commit - actual) / actual : null),
                new KpiPart("error", forecast?.Commit - actual),
                new KpiPart("bestCase", forecast?.BestCase),
                new KpiPart("weighted", forecast?.Weighted),
                KpiPart.Of("snapshots", Forecast.SourceOf(input, input.Scope, Before(input, WeeksOfValue))),
            ],
        };
    }

    private static string? Reason(KpiInput input, Forecast? forecast, decimal actual)
    {
        if (forecast is not null)
            return actual > 0 ? null : FormattableString.Invariant($"nothing was won in {input.Period.Label}; the forecast missed by {forecast.Commit - actual:0.##} {input.Facts.HomeCurrency}");
        return Forecast.SourceOf(input, input.Scope, Before(input, WeeksOfValue)) != "rebuilt"
            ? $"no forecast of {input.Period.Label} was taken in the week that ended {WeeksOfValue} weeks before its end"
            : $"no forecast of {input.Period.Label} was taken, and there is no history of forecast categories (the CRM's forecast category of deals) to rebuild it from";
    }

    private static decimal ActualOf(List<DealSpan> due) => due.Sum(s => (s.Closing.Amount ?? 0) * s.Part);

    private static Forecast? ForecastAt(KpiInput input, Scope scope, int weeks) =>
        Forecast.At(input, scope, Before(input, weeks));

    private static Instant Before(KpiInput input, int weeks) => input.Period.End.PlusWeeks(-weeks).AtStartOfDayInZone(input.Period.Zone).ToInstant();

    private static decimal Accuracy(decimal forecast, decimal actual) => Math.Max(0, 1 - (Math.Abs(forecast - actual) / actual));

    private static decimal? AccuracyAt(KpiInput input, int weeks, decimal actual) =>
        actual > 0 && ForecastAt(input, input.Scope, weeks) is { } forecast ? Accuracy(forecast.Commit, actual) : null;

    private static decimal? BiasAt(KpiInput input, int weeks, decimal actual) =>
        actual > 0 && ForecastAt(input, input.Scope, weeks) is { } forecast ? (forecast.Commit - actual) / actual : null;

    /// <summary>1 − Σ errors of the direct children ÷ Σ what they won; a child that won nothing adds its error. Null where a child has no forecast.</summary>
    private static decimal? Wape(KpiInput input)
    {
        var (errors, actuals) = (0m, 0m);
        foreach (var child in input.Facts.Children(input.Scope))
        {
            var won = Forecast.DueIn(input, child, input.Period.EndInstant).Where(s => s.Closing.Status == DealStatus.Won).ToList();
            if (ForecastAt(input, child, WeeksOfValue) is not { } forecast)
            {
                if (won.Count > 0) return null;
                continue;
            }

            errors += Math.Abs(forecast.Commit - ActualOf(won));
            actuals += ActualOf(won);
        }

        return actuals > 0 ? Math.Max(0, 1 - (errors / actuals)) : null;
    }
}
