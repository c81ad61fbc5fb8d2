using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Accounts → accounts, leads → prospects. Pure.</summary>
internal sealed class SalesforceAccounts(SalesforceMapping mapping)
{
    public IReadOnlyList<string> AccountFields { get; } =
        ["Id", "Name", "Industry", "OwnerId", "CreatedDate", SalesforceApi.IsDeleted, SalesforceApi.Stamp, .. mapping.Mapped.Of(SalesforceApi.Account)];

    public IReadOnlyList<string> LeadFields { get; } =
    [
        "Id", "Status", "OwnerId", "CreatedDate", "IsConverted", "ConvertedAccountId", "ConvertedOpportunityId", SalesforceApi.IsDeleted, SalesforceApi.Stamp,
        .. mapping.Mapped.Of(SalesforceApi.Lead),
    ];

    public void MapAccount(SalesforceRow row, PageFacts into)
    {
        var values = new SalesforceValues(SalesforceApi.Account, row, mapping);
        into.Accounts.Add(new Account
        {
            Id = row.Id,
            Name = values.Text("Name") ?? $"Account {row.Id}",
            CreatedAt = values.At("CreatedDate"),
            Industry = values.Text("Industry"),
            Region = values.Text(mapping.Fields.Region),
            Segment = values.Text(mapping.Fields.Segment),
            ChurnedOn = values.Day(mapping.Fields.ChurnedOn),
            OwnerId = values.User("OwnerId"),
        });
    }

    /// <summary>Salesforce says on which day a lead was converted, not when.</summary>
    public void MapLead(SalesforceRow row, PageFacts into)
    {
        var values = new SalesforceValues(SalesforceApi.Lead, row, mapping);
        var converted = values.Flag("IsConverted");
        into.Prospects.Add(new Prospect
        {
            Id = row.Id,
            Created = values.Date("CreatedDate"),
            Source = values.Text(mapping.Fields.LeadSource),
            OwnerId = values.User("OwnerId"),
            Status = values.Text("Status"),
            ConvertedAt = converted ? values.At(mapping.Fields.LeadConverted) : null,
            AccountId = converted ? values.Text("ConvertedAccountId") : null,
            DealIds = converted && values.Text("ConvertedOpportunityId") is { } deal ? [deal] : [],
        });
    }
}
