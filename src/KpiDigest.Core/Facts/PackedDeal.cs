namespace KpiDigest.Core.Facts;

/// <summary>A deal while facts are put together: texts by their number in the pool, so that a million of them fit.</summary>
internal readonly struct PackedDeal(Deal deal, TextPool texts)
{
    public readonly string Id = deal.Id;
    public readonly int Owner = texts.NumberOf(deal.OwnerId);
    public readonly int Pipeline = texts.NumberOf(deal.PipelineId);
    public readonly int Stage = texts.NumberOf(deal.StageId);
    public readonly int Account = texts.NumberOf(deal.AccountId);
    public readonly int Currency = texts.NumberOf(deal.Currency);
    public readonly int LostReason = texts.NumberOf(deal.LostReason);
    public readonly int ForecastCategory = texts.NumberOf(deal.ForecastCategory);
    public readonly int Source = texts.NumberOf(deal.Source);
    public readonly int Incumbent = texts.NumberOf(deal.Incumbent);
    public readonly DealStatus Status = deal.Status;
    public readonly DealKind Kind = deal.Kind;
    public readonly long Created = Cell.Of(deal.Created);
    public readonly long Close = Cell.Of(deal.Close);
    public readonly long Modified = Cell.Of(deal.ModifiedAt);
    public readonly long Amount = Cell.Units(deal.Amount);
    public readonly long Home = Cell.Units(deal.HomeAmount);
    public readonly long Margin = Cell.Units(deal.Margin);
    public readonly IReadOnlyList<string> ProductLines = deal.ProductLines;
    public readonly IReadOnlyList<string> Competitors = deal.Competitors;
    public readonly IReadOnlyList<DealSplit> Splits = deal.Splits;
}
