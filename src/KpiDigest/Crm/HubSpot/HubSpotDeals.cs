using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Deals and their history → facts. Pure.</summary>
internal sealed class HubSpotDeals(HubSpotMapping mapping)
{
    private const string HomeAmount = "amount_in_home_currency";

    // HubSpot is remembered to keep about twenty entries of a property; its documents state no number.
    private const int ManyEntries = 20;

    // Workflows fill fields in shortly after creation.
    private static readonly Duration Shortly = Duration.FromDays(1);

    /// <summary>The properties a deal is made of.</summary>
    public IReadOnlyList<string> Properties { get; } =
    [
        .. new[]
        {
            "dealname", mapping.AmountField, HomeAmount, "deal_currency_code", "dealstage", "pipeline", "closedate", "createdate", "hs_is_closed", "hs_is_closed_won",
            "hs_is_closed_lost", "hubspot_owner_id", HubSpotApi.LastModified, HubSpotApi.MergedIds, HubSpotSplits.Added,
        }.Concat(mapping.Mapped.Of(HubSpotApi.Deals)).Distinct(),
    ];

    /// <summary>The properties whose former values become changes.</summary>
    public IReadOnlyList<string> History { get; } = [.. new[] { "dealstage", mapping.AmountField, "closedate", "hubspot_owner_id", mapping.Fields.ForecastCategory }.OfType<string>()];

    public void Map(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        foreach (var loser in HubSpotMapper.MergedAway(row)) into.Deleted.Add((FactKind.Deal, loser));
        var values = new RowReader(HubSpotApi.Deals, row, mapping.Notes);
        if (!values.TryMoney(mapping.AmountField, out var amount)) return;
        if (!values.TryMoney(HomeAmount, out var home)) return;
        if (!values.TryMoney(mapping.Fields.Margin, out var margin)) return;
        var companies = linked[HubSpotApi.Companies];
        var deal = ToDeal(row, values, amount, home, companies.Count > 0 ? companies[0] : null);
        into.Deals.Add(WithFields(deal, row, values) with { Margin = margin });
        if (row.PropertiesWithHistory is { } history) AddChanges(row, history, into.Changes);
    }

    private Deal ToDeal(ObjectRow row, RowReader values, decimal? amount, decimal? home, string? company) => new()
    {
        Id = row.Id,
        Name = row.Properties["dealname"] ?? $"Deal {row.Id}",
        AccountId = company,
        OwnerId = row.Properties["hubspot_owner_id"],
        PipelineId = row.Properties["pipeline"],
        StageId = row.Properties["dealstage"],
        Status = StatusOf(row.Properties),
        Created = values.Date("createdate") ?? (row.CreatedAt is { } at && HubSpotValues.TryInstant(at, out var created) ? FactDate.OfInstant(created) : null),
        Close = values.Date("closedate"),
        Amount = amount,

        // The home amount is HubSpot's conversion of 'amount'; another field has none, unless it is that conversion itself.
        Currency = mapping.AmountField == HomeAmount ? null : row.Properties["deal_currency_code"],
        HomeAmount = mapping.AmountField is "amount" or HomeAmount ? home : null,
        Kind = mapping.Meanings.KindOf(values.Text(mapping.Fields.DealKind), HubSpotApi.Deals, row.Id, mapping.Fields.DealKind, mapping.Notes),
        ModifiedAt = values.Modified(),
    };

    private Deal WithFields(Deal deal, ObjectRow row, RowReader values) => deal with
    {
        LostReason = values.Text(mapping.Fields.LostReason),
        ForecastCategory = values.Text(mapping.Fields.ForecastCategory),
        Source = values.Text(mapping.Fields.Source),
        ProductLines = values.Texts(mapping.Fields.ProductLines),
        Competitors = values.Texts(mapping.Fields.Competitors),
        Incumbent = values.Text(mapping.Fields.Incumbent),
        Splits = row.Splits,
    };

    private DealStatus StatusOf(HubSpotProperties values)
    {
        if (HubSpotValues.Flag(values["hs_is_closed_won"]) == true) return DealStatus.Won;
        if (HubSpotValues.Flag(values["hs_is_closed_lost"]) == true) return DealStatus.Lost;
        if (HubSpotValues.Flag(values["hs_is_closed"]) == false) return DealStatus.Open;
        var closed = HubSpotValues.Flag(values["hs_is_closed"]) == true;
        if (values["dealstage"] is { } id && mapping.Stages.TryGetValue(id, out var stage) && !(closed && stage.Status == DealStatus.Open)) return stage.Status;
        return closed ? DealStatus.Lost : DealStatus.Open;
    }

    private void AddChanges(ObjectRow row, Dictionary<string, List<HistoryEntry>> history, List<DealChange> into)
    {
        var id = row.Id;
        Add(DealField.Stage, "dealstage", static (_, _, v) => v);
        Add(DealField.Amount, mapping.AmountField, MoneyText);
        Add(DealField.Close, "closedate", DateText);
        Add(DealField.Owner, "hubspot_owner_id", static (_, _, v) => v);
        if (mapping.Fields.ForecastCategory is { } category) Add(DealField.ForecastCategory, category, static (_, _, v) => v);

        void Add(DealField field, string property, Func<string, string, string, string?> canonical)
        {
            if (!history.TryGetValue(property, out var entries)) return;
            Instant? newer = null;
            foreach (var entry in entries)
            {
                if (entry.Timestamp is null || !HubSpotValues.TryInstant(entry.Timestamp, out var at))
                {
                    mapping.Notes.LeftEmpty(HubSpotApi.Deals, id, $"{property} (history, timestamp)", entry.Timestamp ?? "");
                    continue;
                }

                // Newest first: of two entries of one instant the first is what the field was left at.
                if (at == newer) continue;
                newer = at;
                into.Add(new DealChange(id, field, at, string.IsNullOrEmpty(entry.Value) ? null : canonical(id, property, entry.Value)));
            }

            if (newer is { } oldest) AddUnknown(row, field, property, oldest, entries.Count, into);
        }
    }

    /// <summary>
    /// A history that begins later than the record says nothing of the time before: the field was not set then, or its first entries are gone.
    /// An entry without a value at the creation says so, else the oldest value would be taken for the first one.
    /// </summary>
    private void AddUnknown(ObjectRow row, DealField field, string property, Instant oldest, int entries, List<DealChange> into)
    {
        if (row.CreatedAt is not { } text || !HubSpotValues.TryInstant(text, out var created) || oldest - created <= Shortly) return;
        into.Add(new DealChange(row.Id, field, created, null));

        // Every deal has a stage from the beginning; another field may have been empty.
        if (field == DealField.Stage || entries >= ManyEntries) mapping.Notes.CutShort(HubSpotApi.Deals, row.Id, property, oldest);
    }

    private string? MoneyText(string id, string property, string value)
    {
        if (CrmMoney.Read(value, out var money) == NumberReading.Good) return CrmMoney.Canonical(money);
        mapping.Notes.LeftEmpty(HubSpotApi.Deals, id, $"{property} (history)", value);
        return null;
    }

    private string? DateText(string id, string property, string value)
    {
        if (HubSpotValues.TryDate(value, out var date)) return date.ToString();
        mapping.Notes.LeftEmpty(HubSpotApi.Deals, id, $"{property} (history)", value);
        return null;
    }
}
