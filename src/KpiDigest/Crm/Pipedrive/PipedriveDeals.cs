using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Deals → deals. Pure. Won and lost are a state beside the stage in Pipedrive: closed deals stand in stages of their own (<c>2:won</c>, <c>2:lost</c>),
/// so that their way through the stages says when they were closed.
/// </summary>
internal sealed class PipedriveDeals(PipedriveMapping mapping)
{
    private const string Won = "won";
    private const string Lost = "lost";

    /// <summary>The stage of a deal: that of its outcome once it has one.</summary>
    public static string? StageOf(string? pipeline, string? stage, string? status) => status is Won or Lost ? ClosedStage(pipeline, status == Won) : stage;

    public static string ClosedStage(string? pipeline, bool won) => $"{pipeline}:{(won ? Won : Lost)}";

    /// <summary>Somebody who archives an open deal takes it out of the pipeline, as if it were deleted.</summary>
    public static bool IsPutAside(PipedriveRow row) => row.Is("is_archived") && StatusOf(row) == DealStatus.Open;

    public static DealStatus StatusOf(PipedriveRow row) => row["status"] switch { Won => DealStatus.Won, Lost => DealStatus.Lost, _ => DealStatus.Open };

    /// <summary>When a closed deal was closed; of an open one: null.</summary>
    public static string? ClosedAt(PipedriveRow row) => row["status"] switch
    {
        Won => row["won_time"] ?? row["close_time"] ?? row["local_won_date"],
        Lost => row["lost_time"] ?? row["close_time"] ?? row["local_lost_date"],
        _ => null,
    };

    public void Map(PipedriveRow row, PageFacts into)
    {
        if (row.Is("is_deleted") || row["status"] == "deleted" || IsPutAside(row))
        {
            into.Deleted.Add((FactKind.Deal, row.Id));
            if (!row.Is("is_deleted") && row["status"] != "deleted") Convert(row, into);
            return;
        }

        var values = new PipedriveValues(PipedriveApi.DealsName, row, mapping);
        if (!values.TryMoney(mapping.AmountField, out var amount) || !values.TryMoney(mapping.Fields.Margin, out var margin)) return;
        into.Deals.Add(WithFields(ToDeal(row, values, amount), values) with { Margin = margin });
        Convert(row, into);
    }

    private Deal ToDeal(PipedriveRow row, PipedriveValues values, decimal? amount)
    {
        var status = StatusOf(row);
        return new Deal
        {
            Id = row.Id,
            Name = values.Text("title") ?? $"Deal {row.Id}",
            AccountId = row["org_id"],
            OwnerId = row["owner_id"],
            PipelineId = row["pipeline_id"],
            StageId = StageOf(row["pipeline_id"], row["stage_id"], row["status"]),
            Status = status,
            Created = values.Date("add_time"),
            Close = status == DealStatus.Open ? values.Date("expected_close_date") : Closed(row),
            Amount = amount,
            Currency = row[mapping.AmountField + ".currency"] ?? row["currency"],
            Kind = mapping.Meanings.KindOf(values.Text(mapping.Fields.DealKind), PipedriveApi.DealsName, row.Id, mapping.Fields.DealKind, mapping.Notes),
            ModifiedAt = values.At(PipedriveApi.Stamp) ?? NodaConstants.UnixEpoch,
        };
    }

    private Deal WithFields(Deal deal, PipedriveValues values) => deal with
    {
        // It may stay filled in when a lost deal is opened again.
        LostReason = deal.Status == DealStatus.Lost ? values.Text(mapping.Fields.LostReason) : null,
        ForecastCategory = values.Text(mapping.Fields.ForecastCategory),
        Source = values.Text(mapping.Fields.Source),
        ProductLines = values.Texts(mapping.Fields.ProductLines),
        Competitors = values.Texts(mapping.Fields.Competitors),
        Incumbent = values.Text(mapping.Fields.Incumbent),
    };

    private FactDate? Closed(PipedriveRow row)
    {
        if (ClosedAt(row) is { } text && PipedriveValues.TryDate(text, out var closed)) return closed;
        mapping.Notes.LeftEmpty(PipedriveApi.DealsName, row.Id, "won_time, lost_time", ClosedAt(row) ?? "");
        return null;
    }

    /// <summary>A lead that became a deal is gone from the list of leads; the deal remembers it, and was made at that instant.</summary>
    private void Convert(PipedriveRow row, PageFacts into)
    {
        if (row["source_lead_id"] is not { } lead) return;
        var values = new PipedriveValues(PipedriveApi.DealsName, row, mapping);
        into.Prospects.Add(new Prospect
        {
            Id = lead,
            Created = PipedriveLeads.CreatedBy(lead) is { } created ? FactDate.OfInstant(created) : null,
            OwnerId = row["owner_id"],
            Status = "converted",
            ConvertedAt = values.At("add_time"),
            AccountId = row["org_id"],
            DealIds = [row.Id],
        });
    }
}
