using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Opportunities, with the newest closing of each that is closed → deals. Pure.</summary>
internal sealed class DynamicsDeals(DynamicsMapping mapping, SeenTable table, SeenTable? closings)
{
    /// <summary>Dataverse has no pipelines: one name stands for all stages.</summary>
    public const string Pipeline = "Opportunity";

    public const string Won = Pipeline + ":won";
    public const string Lost = Pipeline + ":lost";

    public const string Of = "opportunityid";

    private const string ActualEnd = "actualend";
    private const string ActualRevenue = "actualrevenue";
    private const string Competitor = "competitorid";

    /// <summary>Without these there is no deal.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["statecode", "owninguser", "createdon", DynamicsApi.ModifiedOn, "estimatedclosedate", "actualclosedate"];

    /// <summary>What a deal can do without.</summary>
    private static readonly string[] Optional =
        ["name", "owningteam", "customerid", "parentaccountid", "transactioncurrencyid", "exchangerate", "overriddencreatedon"];

    public static IReadOnlyList<string> ClosingColumns { get; } = ["activityid", Of, ActualEnd, "createdon", ActualRevenue, Competitor];

    /// <summary>Columns that hold the amount, each with its twin in the base currency.</summary>
    public static IEnumerable<string> Amounts(DynamicsMapping mapping) => mapping.AmountField is { } chosen ? [chosen] : ["estimatedvalue", "actualvalue"];

    /// <summary>The columns that are asked for.</summary>
    public static IReadOnlyList<string> Select(DynamicsMapping mapping, SeenTable table) => table.Known(
        [table.Id, .. Needed, .. Optional, .. Amounts(mapping).SelectMany(a => new[] { a, Base(a) }), mapping.StageField, .. mapping.Mapped.Of(DynamicsApi.Opportunity)]);

    /// <param name="row">An opportunity.</param>
    /// <param name="closing">The newest closing of it; null: none.</param>
    /// <param name="into">Takes the deal.</param>
    public void Map(DynamicsRow row, DynamicsRow? closing, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        var status = values.Raw("statecode") switch { "1" => DealStatus.Won, "2" => DealStatus.Lost, _ => DealStatus.Open };
        DynamicsValues? closed = closing is null || closings is null ? null : new DynamicsValues(closings, closing, mapping);
        if (!TryAmount(values, closed, status, out var amount, out var home) || !values.TryMoney(mapping.Fields.Margin, out var margin)) return;
        var deal = ToDeal(values, status, closed) with { Amount = amount, HomeAmount = home, Margin = margin };
        into.Deals.Add(deal);
        if (status == DealStatus.Open && deal.StageId is { } stage && table.Options(mapping.StageField).Count == 0) into.Stages.Add(DynamicsStages.OfText(stage));
    }

    private Deal ToDeal(DynamicsValues values, DealStatus status, DynamicsValues? closed) => new()
    {
        Id = values.Id,
        Name = values.Text("name") ?? $"Opportunity {values.Id}",
        AccountId = values.Raw("parentaccountid") ?? values.To(DynamicsApi.Account, "customerid"),
        OwnerId = values.Owner(),
        PipelineId = Pipeline,
        StageId = status switch { DealStatus.Won => Won, DealStatus.Lost => Lost, _ => values.Raw(mapping.StageField)?.Trim() },
        Status = status,
        Created = Created(values),
        Close = status == DealStatus.Open ? values.Date("estimatedclosedate") : values.Date("actualclosedate") ?? closed?.Date(ActualEnd),
        Currency = values.Currency(),
        Kind = mapping.KindOf(values, values.Id),
        LostReason = status == DealStatus.Lost ? values.Text(mapping.Fields.LostReason) : null,
        ForecastCategory = values.Text(mapping.Fields.ForecastCategory),
        Source = values.Text(mapping.Fields.Source),
        ProductLines = values.Texts(mapping.Fields.ProductLines),
        Competitors = Competitors(values, closed),
        Incumbent = values.Text(mapping.Fields.Incumbent),
        ModifiedAt = values.At(DynamicsApi.ModifiedOn) ?? Deal.Unstamped,
    };

    /// <summary>
    /// Of migrated rows one of the two stamps is that of the migration, which is the later one.
    /// </summary>
    private static FactDate? Created(DynamicsValues values) =>
        (values.At("createdon"), values.At("overriddencreatedon")) is ({ } created, { } other) && other < created ? FactDate.OfInstant(other) : values.Date("createdon");

    private IReadOnlyList<string> Competitors(DynamicsValues values, DynamicsValues? closed)
    {
        var named = values.Texts(mapping.Fields.Competitors);
        return closed?.Text(Competitor) is { } winner && closed.Value.Raw(Competitor) != winner ? [.. named.Append(winner).Distinct(StringComparer.OrdinalIgnoreCase)] : named;
    }

    /// <summary>
    /// What is won counts by its actual value, else by what was entered when it was closed; anything else by its estimate. The amount in the base
    /// currency is frozen with the rate of the last save.
    /// </summary>
    private bool TryAmount(DynamicsValues values, DynamicsValues? closed, DealStatus status, out decimal? amount, out decimal? home)
    {
        var column = mapping.AmountField ?? (status == DealStatus.Won ? "actualvalue" : "estimatedvalue");
        home = null;
        if (!values.TryMoney(column, out amount)) return false;
        if (amount is not null)
        {
            if (!values.TryMoney(Base(column), out home)) return false;
        }
        else if (status == DealStatus.Won && mapping.AmountField is null && closed?.TryMoney(ActualRevenue, out amount) == false)
        {
            return false;
        }

        home ??= amount is { } stated && values.Number("exchangerate") is > 0 and var rate ? CrmMoney.Divided(stated, rate) : null;
        return true;
    }

    private static string Base(string column) => column + "_base";
}
