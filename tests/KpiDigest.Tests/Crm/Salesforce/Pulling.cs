using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>A source over <see cref="FakeSalesforce"/>.</summary>
internal sealed class Pulling : PulledSource<SalesforceSource>, IDisposable
{
    public Pulling()
    {
        Fake = new FakeSalesforce(Clock);
        FillOrganization(Fake);
    }

    public FakeSalesforce Fake { get; }

    public CrmOptions Options { get; } = Usual();

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static CrmOptions Usual() => new()
    {
        Kind = "Salesforce",
        BaseUrl = FakeSalesforce.Login,
        RequestsPerTenSeconds = 100_000,
        Salesforce = new SalesforceOptions { ConsumerKey = FakeSalesforce.Key, ConsumerSecret = new SecretText(FakeSalesforce.Secret) },
    };

    public static void FillOrganization(FakeSalesforce fake)
    {
        fake.Add(SalesforceApi.Organization, "00D5g000001abcDEAQ").Set("TimeZoneSidKey", "UTC").Set("DefaultCurrencyIsoCode", "EUR")
            .Set("DefaultOpportunityAccess", "None").Set("DefaultAccountAccess", "None").Set("DefaultLeadAccess", "None");
        fake.Add("UserPermissionAccess", "0000000000000000AA").Set("PermissionsViewAllData", true);

        // Of a deal that is not there any more: that owners are tracked is known by it.
        fake.Add(SalesforceApi.OpportunityFieldHistory, "017000000000000999").Set("OpportunityId", "006999999999999AAA").Set("Field", "Owner");
    }

    public override SalesforceSource Source() => new(Options, Clock, new Undisposed(Fake));

    public void Dispose() => Fake.Dispose();
}
