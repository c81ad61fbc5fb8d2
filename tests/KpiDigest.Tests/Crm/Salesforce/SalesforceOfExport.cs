using System.Globalization;
using KpiDigest.Crm.Salesforce;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>The company of a CSV export, in a <see cref="FakeSalesforce"/>.</summary>
internal static class SalesforceOfExport
{
    public static FakeSalesforce Fill(FakeSalesforce fake, DemoCrmData data)
    {
        Pulling.FillOrganization(fake);
        fake[SalesforceApi.Organization, "00D5g000001abcDEAQ"].Set("DefaultCurrencyIsoCode", data.Currency);
        foreach (var stage in data.Pipelines.SelectMany(p => p.Stages))
        {
            fake.Add(SalesforceApi.OpportunityStage, Id("01J", stage.Order + 1)).Set("ApiName", stage.Id).Set("MasterLabel", stage.Label).Set("IsClosed", stage.IsClosed)
                .Set("IsWon", stage.IsWon).Set("DefaultProbability", stage.Probability * 100).Set("SortOrder", stage.Order);
        }

        foreach (var team in data.Teams) fake.Add(SalesforceApi.UserRole, Id("00E", team.Id)).Set("Name", team.Name);
        foreach (var owner in data.Owners)
        {
            fake.Add(SalesforceApi.User, Id("005", owner.Id)).Set("Name", $"{owner.FirstName} {owner.LastName}".Trim()).Set("Email", owner.Email).Set("IsActive", !owner.Archived)
                .Set("UserRoleId", owner.TeamId == 0 ? null : Id("00E", owner.TeamId));
        }

        foreach (var company in data.Records["companies"].Cast<CompanyRecord>()) fake.Add(SalesforceApi.Account, Id("001", company.Id)).Set("CreatedDate", company.Created).Set("Name", company.Name, company.Modified);
        foreach (var deal in data.Records["deals"].Cast<DealRecord>()) Add(fake, deal);
        return fake;
    }

    private static void Add(FakeSalesforce fake, DealRecord deal)
    {
        var id = Id("006", deal.Id);
        fake.Add(SalesforceApi.Opportunity, id).Set("CreatedDate", deal.Created).Set("Name", deal.Name).Set("StageName", deal.Stage.Id).Set("IsClosed", deal.Stage.IsClosed).Set("IsWon", deal.Stage.IsWon)
            .Set("Amount", deal.Amount).Set("CloseDate", deal.Close?.InUtc().Date).Set("OwnerId", deal.OwnerId == 0 ? null : Id("005", deal.OwnerId))
            .Set("AccountId", deal.CompanyId == 0 ? null : Id("001", deal.CompanyId), deal.Modified);
    }

    private static string Id(string prefix, long number) => SalesforceId.Whole(prefix + number.ToString("d12", CultureInfo.InvariantCulture));
}
