using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>The company of a CSV export, in a <see cref="FakeDynamics"/>.</summary>
internal static class DynamicsOfExport
{
    public static FakeDynamics Fill(FakeDynamics fake, DemoCrmData data)
    {
        Pulling.FillOrganization(fake, data.Currency);
        foreach (var team in data.Teams) fake.Put("businessunit", Pulling.Id('d', team.Id), ("name", team.Name), ("parentbusinessunitid", new FakeLookup("businessunit", Pulling.Top)));
        foreach (var owner in data.Owners)
        {
            fake.Put(
                "systemuser", Pulling.Id('a', owner.Id), ("fullname", $"{owner.FirstName} {owner.LastName}".Trim()), ("internalemailaddress", owner.Email), ("isdisabled", owner.Archived),
                ("businessunitid", new FakeLookup("businessunit", owner.TeamId == 0 ? Pulling.Top : Pulling.Id('d', owner.TeamId))));
        }

        foreach (var company in data.Records["companies"].Cast<CompanyRecord>())
            fake.Put("account", Pulling.Id('c', company.Id), ("name", company.Name), ("createdon", company.Created), ("modifiedon", company.Modified));
        foreach (var deal in data.Records["deals"].Cast<DealRecord>()) Add(fake, deal);
        return fake;
    }

    private static void Add(FakeDynamics fake, DealRecord deal)
    {
        var stage = deal.Stage;
        fake.Put(
            "opportunity", Pulling.Id('b', deal.Id), ("name", deal.Name), ("statecode", stage.IsWon ? 1 : stage.IsClosed ? 2 : 0), ("stepname", $"{stage.Order + 1}-{stage.Label}"), ("createdon", deal.Created),
            ("modifiedon", deal.Modified), (stage.IsWon ? "actualvalue" : "estimatedvalue", deal.Amount), (stage.IsClosed ? "actualclosedate" : "estimatedclosedate", deal.Close?.InUtc().Date), ("exchangerate", 1m),
            ("transactioncurrencyid", new FakeLookup("transactioncurrency", Pulling.Euro)), ("owninguser", deal.OwnerId == 0 ? null : Pulling.User(Pulling.Id('a', deal.OwnerId))),
            ("parentaccountid", deal.CompanyId == 0 ? null : new FakeLookup("account", Pulling.Id('c', deal.CompanyId))));
    }
}
