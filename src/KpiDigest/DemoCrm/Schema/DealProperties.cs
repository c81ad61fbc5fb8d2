using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>Properties of deals.</summary>
internal static class DealProperties
{
    public static DemoObjectType Create() => new ObjectTypeOf<DealRecord>("deals", "0-3", "crm.objects.deals.read", "createdate")
        .Text("dealname", "Deal name", d => d.Name)
        .Money("amount", "Amount", d => d.Amount)
        .Choice("deal_currency_code", "Currency", d => d.Currency)
        .Money("amount_in_home_currency", "Amount in company currency", d => d.HomeAmount)
        .Money("hs_exchange_rate", "Exchange rate", d => d.Currency is null ? null : d.Rate)
        .Choice("dealstage", "Deal stage", d => d.Stage.Id)
        .Choice("pipeline", "Pipeline", d => d.Stage.Pipeline.Id)
        .Moment("closedate", "Close date", d => d.Close)
        .Moment("hs_createdate", "Record creation date", d => d.Created)
        .Flag("hs_is_closed", "Is closed", d => d.Stage.IsClosed)
        .Flag("hs_is_closed_won", "Is closed won", d => d.Stage.IsWon)
        .Flag("hs_is_closed_lost", "Is closed lost", d => d.Stage.IsLost)
        .Money("hs_deal_stage_probability", "Deal probability", d => d.Stage.Probability)
        .Money("hs_projected_amount", "Weighted amount", d => Weighted(d, d.Amount))
        .Money("hs_projected_amount_in_home_currency", "Weighted amount in company currency", d => Weighted(d, d.HomeAmount))
        .Choice("hs_manual_forecast_category", "Forecast category", d => d.Category, Categories)
        .Money("hs_forecast_amount", "Forecast amount", d => d.Amount)
        .Money("hs_forecast_probability", "Forecast probability", d => d.Stage.Probability)
        .RecordId("hubspot_team_id", "Team", d => d.TeamId)
        .Moment("hubspot_owner_assigneddate", "Owner assigned date", OwnerAssigned)
        .Choice("dealtype", "Deal type", d => d.Kind, ("newbusiness", "New business"), ("existingbusiness", "Existing business"), ("crosssell", "Cross-sell"), ("renewal", "Renewal"))
        .Text("closed_lost_reason", "Closed lost reason", d => d.LostReason)
        .Choice("hs_analytics_source", "Original traffic source", d => d.Source is null ? null : "OFFLINE")
        .Text("closed_won_reason", "Closed won reason", d => d.WonReason)
        .Whole("days_to_close", "Days to close", DaysToClose)
        .Money("hs_acv", "Annual contract value", _ => null)
        .Money("hs_arr", "Annual recurring revenue", _ => null)
        .Money("hs_mrr", "Monthly recurring revenue", _ => null)
        .Money("hs_tcv", "Total contract value", _ => null)
        .Moment("hs_v2_date_entered_current_stage", "Date entered current stage", d => d.StageEntered)
        .Choice("hs_deal_split_added", "Deal split added", d => d.Splits.Count > 0 ? "true" : null, ("true", "Yes"), ("false", "No"))
        .Text("product", "Product", d => d.Product)
        .Choice("product_lines", "Product lines", d => d.ProductLines)
        .Money("gross_margin", "Gross margin", d => d.Margin)
        .Choice("competitors", "Competitors", d => d.Competitors)
        .Choice("incumbent_supplier", "Present supplier", d => d.Incumbent)
        .Choice("lead_origin", "Origin", d => d.Source)
        .Text("export_id", "Id in the export", d => d.ExportId);

    private static (string Value, string Label)[] Categories =>
        [("OMIT", "Not forecasted"), ("PIPELINE", "Pipeline"), ("BEST_CASE", "Best case"), ("COMMIT", "Commit"), ("CLOSED", "Closed won")];

    private static decimal? Weighted(DealRecord deal, decimal? amount) => amount * deal.Stage.Probability is { } weighted
        ? decimal.Round(weighted, 2, MidpointRounding.ToEven)
        : null;

    private static int? DaysToClose(DealRecord deal) => deal is { Close: { } close, Created: { } created } ? (int)(close - created).TotalDays : null;

    private static Instant? OwnerAssigned(DealRecord deal)
    {
        for (var i = deal.History.Count - 1; i >= 0; i--)
        {
            if (deal.History[i].Property == Tracked.Owner) return deal.History[i].At;
        }

        return null;
    }
}
