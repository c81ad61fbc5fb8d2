using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Accounts → accounts, leads → prospects. Pure. What was merged into another stays in its table as inactive, and is no fact.</summary>
internal sealed class DynamicsAccounts(DynamicsMapping mapping)
{
    public const string Merged = "merged";

    public static IReadOnlyList<string> AccountColumns { get; } = ["name", "industrycode", "owninguser", "owningteam", "createdon", DynamicsApi.ModifiedOn, Merged];

    public static IReadOnlyList<string> LeadColumns { get; } =
        ["statecode", "statuscode", "owninguser", "owningteam", "createdon", DynamicsApi.ModifiedOn, Merged, "qualifyingopportunityid", "parentaccountid"];

    public void MapAccount(SeenTable table, DynamicsRow row, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        if (values.Flag(Merged))
        {
            into.Deleted.Add((FactKind.Account, values.Id));
            return;
        }

        into.Accounts.Add(new Account
        {
            Id = values.Id,
            Name = values.Text("name") ?? $"Account {values.Id}",
            CreatedAt = values.At("createdon"),
            Industry = values.Text("industrycode"),
            Region = values.Text(mapping.Fields.Region),
            Segment = values.Text(mapping.Fields.Segment),
            ChurnedOn = values.Day(mapping.Fields.ChurnedOn),
            OwnerId = values.Owner(),
        });
    }

    /// <param name="table">Leads.</param>
    /// <param name="row">A lead.</param>
    /// <param name="qualifiedAt">When the opportunity was created that it became; null: not known.</param>
    /// <param name="into">Takes the prospect.</param>
    public void MapLead(SeenTable table, DynamicsRow row, Instant? qualifiedAt, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        if (values.Flag(Merged))
        {
            into.Deleted.Add((FactKind.Prospect, values.Id));
            return;
        }

        var qualified = IsQualified(row);
        into.Prospects.Add(new Prospect
        {
            Id = values.Id,
            Created = values.Date("createdon"),
            Source = values.Text(mapping.Fields.LeadSource),
            OwnerId = values.Owner(),
            Status = values.Text("statuscode"),
            ConvertedAt = qualified ? values.At(mapping.Fields.LeadConverted) ?? qualifiedAt : null,
            AccountId = qualified ? values.Raw("parentaccountid") : null,
            DealIds = qualified && values.Raw("qualifyingopportunityid") is { } deal ? [deal] : [],
        });
    }

    public static bool IsQualified(DynamicsRow lead) => lead["statecode"] == "1";
}
