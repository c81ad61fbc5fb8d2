using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Opportunities → deals. Pure.</summary>
internal sealed class SalesforceDeals(SalesforceMapping mapping)
{
    /// <summary>Salesforce has no pipelines: record types are the nearest, and one name stands for all stages.</summary>
    public const string Pipeline = "Opportunity";

    public const string IsSplit = "IsSplit";
    public const string Currency = "CurrencyIsoCode";
    private const string RecordType = "RecordType.Name";
    private const string RecordTypeId = "RecordTypeId";

    /// <summary>Without these there is no deal.</summary>
    public IReadOnlyList<string> Needed { get; } =
        ["Id", "StageName", "CloseDate", "IsClosed", "IsWon", "OwnerId", "CreatedDate", SalesforceApi.IsDeleted, SalesforceApi.Stamp, mapping.AmountField];

    /// <summary>What a deal can do without.</summary>
    public IReadOnlyList<string> Optional { get; } = ["Name", "AccountId", Currency, IsSplit, RecordTypeId];

    /// <summary>The fields that are asked for: the record type by name.</summary>
    public IReadOnlyList<string> Select(SeenObject seen) =>
        [.. seen.Known([.. Needed, .. Optional, .. mapping.Mapped.Of(SalesforceApi.Opportunity)]).Select(f => f == RecordTypeId ? RecordType : f)];

    public void Map(SalesforceRow row, IReadOnlyList<DealSplit> splits, PageFacts into)
    {
        var values = new SalesforceValues(SalesforceApi.Opportunity, row, mapping);
        if (!values.TryMoney(mapping.AmountField, out var amount) || !values.TryMoney(mapping.Fields.Margin, out var margin)) return;
        into.Deals.Add(WithFields(ToDeal(row, values, amount), values) with { Margin = margin, Splits = splits });
    }

    private Deal ToDeal(SalesforceRow row, SalesforceValues values, decimal? amount)
    {
        var (close, currency) = (values.Date("CloseDate"), values.Text(Currency));
        return new Deal
        {
            Id = row.Id,
            Name = values.Text("Name") ?? $"Opportunity {row.Id}",
            AccountId = values.Text("AccountId"),
            OwnerId = values.User("OwnerId"),
            PipelineId = values.Text(RecordType) ?? Pipeline,
            StageId = values.Text("StageName"),
            Status = values.Flag("IsWon") ? DealStatus.Won : values.Flag("IsClosed") ? DealStatus.Lost : DealStatus.Open,
            Created = values.Date("CreatedDate"),
            Close = close,
            Amount = amount,
            Currency = currency,
            HomeAmount = amount is { } stated ? mapping.Rates.ToCorporate(stated, currency, close?.In(mapping.Zone)) : null,
            Kind = mapping.Meanings.KindOf(values.Text(mapping.Fields.DealKind), SalesforceApi.Opportunity, row.Id, mapping.Fields.DealKind, mapping.Notes),
            ModifiedAt = values.At(SalesforceApi.Stamp) ?? NodaTime.NodaConstants.UnixEpoch,
        };
    }

    private Deal WithFields(Deal deal, SalesforceValues values) => deal with
    {
        LostReason = values.Text(mapping.Fields.LostReason),
        ForecastCategory = values.Text(mapping.Fields.ForecastCategory),
        Source = values.Text(mapping.Fields.Source),
        ProductLines = values.Texts(mapping.Fields.ProductLines),
        Competitors = values.Texts(mapping.Fields.Competitors),
        Incumbent = values.Text(mapping.Fields.Incumbent),
    };
}
