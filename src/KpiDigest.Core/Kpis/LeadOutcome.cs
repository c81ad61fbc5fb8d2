using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>A lead and the day of the first deal won from it.</summary>
/// <param name="Id">The CRM's lead id.</param>
/// <param name="Created">Local date of creation.</param>
/// <param name="Source">Where it came from; '(not stated)' where nobody says.</param>
/// <param name="Won">Close of the first deal won; null: none.</param>
internal sealed record LeadOutcome(string Id, LocalDate Created, string Source, LocalDate? Won)
{
    /// <summary>By the deals the lead became; where the CRM names none, by what its account bought since the lead was created.</summary>
    public static LeadOutcome Of(KpiInput input, Prospect prospect)
    {
        var created = prospect.Created!.Value.In(input.Facts.Calendar.Zone);
        var account = input.Facts.AccountBook.NumberOf(prospect.AccountId);
        var deals = prospect.DealIds.Count > 0 ? prospect.DealIds.Select(d => input.Facts.FindDeal(d, input.AsOf)).OfType<DealRow>()
            : account == AccountBook.None ? [] : input.Facts.PurchasesOf(account, input.AsOf).Where(d => d.Close >= created);
        var won = deals.Where(d => d is { Status: DealStatus.Won, Counted: true }).Min(d => d.Close);
        return new LeadOutcome(prospect.Id, created, string.IsNullOrWhiteSpace(prospect.Source) ? "(not stated)" : prospect.Source.Trim(), won);
    }
}
