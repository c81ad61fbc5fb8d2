using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Secrets;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>A source over <see cref="FakeDynamics"/>.</summary>
internal sealed class Pulling : PulledSource<DynamicsSource>, IDisposable
{
    public const string Euro = "0c0c0c0c-0000-4000-8000-000000000001";
    public const string Dollar = "0c0c0c0c-0000-4000-8000-000000000002";
    public const string Top = "0d0d0d0d-0000-4000-8000-000000000001";

    public Pulling()
    {
        Fake = new FakeDynamics(Clock);
        FillOrganization(Fake);
    }

    public FakeDynamics Fake { get; }

    public CrmOptions Options { get; } = Usual();

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static CrmOptions Usual() => new()
    {
        Kind = "Dynamics",
        BaseUrl = FakeDynamics.Environment,
        RequestsPerTenSeconds = 100_000,
        Dynamics = new DynamicsOptions { TenantId = FakeDynamics.Tenant, ClientId = FakeDynamics.Client, ClientSecret = new SecretText(FakeDynamics.Secret) },
    };

    public static void FillOrganization(FakeDynamics fake, string currency = "EUR")
    {
        fake.Put("organization", FakeDynamics.OrganizationId, ("name", "acme"), ("basecurrencyid", new FakeLookup("transactioncurrency", Euro, "Euro")));
        fake.Put("transactioncurrency", Euro, ("isocurrencycode", currency), ("exchangerate", 1m));
        fake.Put("transactioncurrency", Dollar, ("isocurrencycode", "USD"), ("exchangerate", 1.25m));
        fake.Put("businessunit", Top, ("name", "acme"));
        fake.Put("systemuser", FakeDynamics.UserId, ("fullname", "# kpidigest"), ("applicationid", FakeDynamics.OrganizationId), ("isdisabled", false), ("businessunitid", new FakeLookup("businessunit", Top)));
    }

    /// <summary>An id made of a letter from a to f and a number.</summary>
    public static string Id(char kind, long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{new string(kind, 8)}-0000-4000-8000-{number:x12}");

    /// <summary>An open opportunity of 100 euros, changed now, with other values where some are given.</summary>
    public string Deal(int number, params (string Column, object? Value)[] values)
    {
        var usual = new Dictionary<string, object?>
        {
            ["name"] = $"deal {number}",
            ["statecode"] = 0,
            ["estimatedvalue"] = 100m,
            ["estimatedvalue_base"] = 100m,
            ["exchangerate"] = 1m,
            ["transactioncurrencyid"] = new FakeLookup("transactioncurrency", Euro, "Euro"),
            ["createdon"] = Now,
            ["modifiedon"] = Now,
            ["owninguser"] = User(Id('a', 1)),
        };
        foreach (var (column, value) in values) usual[column] = value;
        Fake.Put("opportunity", Id('b', number), [.. usual.Select(v => (v.Key, v.Value))]);
        return Id('b', number);
    }

    /// <summary>Opens and pulls; the one deal there is.</summary>
    public async Task<KpiDigest.Core.Facts.Deal> OnlyDealAsync() => Assert.Single((await PullAsync()).SelectMany(p => p.Facts.Deals));

    public static FakeLookup User(string id) => new("systemuser", id);

    public override DynamicsSource Source() => new(Options, Clock, new Undisposed(Fake));

    public void Dispose() => Fake.Dispose();
}
