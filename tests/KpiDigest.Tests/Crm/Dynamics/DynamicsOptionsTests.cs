using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsOptionsTests
{
    [Fact]
    public void An_app_registration_is_enough_and_no_token_is_needed() => Assert.Empty(CrmOptionsValidator.Faults(Pulling.Usual()));

    [Fact]
    public void All_faults_are_found_at_once() => Assert.Equal(
        ["Crm:BaseUrl", "Crm:Dynamics:TenantId", "Crm:Dynamics:ClientId", "Crm:Dynamics:ClientSecret"], CrmOptionsValidator.Faults(new CrmOptions { Kind = "dynamics" }).Select(f => f.Key));

    [Theory]
    [InlineData("a/b", "https://login.microsoftonline.com", "stepname", "Crm:Dynamics:TenantId")]
    [InlineData("acme.example.com", "http://login.microsoftonline.com", "stepname", "Crm:Dynamics:Login")]
    [InlineData("acme.example.com", "nowhere", "stepname", "Crm:Dynamics:Login")]
    [InlineData("acme.example.com", "https://login.microsoftonline.com", "step name", "Crm:Dynamics:StageField")]
    [InlineData("acme.example.com", "https://login.microsoftonline.com", "", "Crm:Dynamics:StageField")]
    public void What_would_become_another_address_or_query_is_a_fault(string tenant, string login, string stage, string key)
    {
        var options = Pulling.Usual();
        (options.Dynamics.TenantId, options.Dynamics.Login, options.Dynamics.StageField) = (tenant, login, stage);

        Assert.Equal([key], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Theory]
    [InlineData("https://acme.crm4.dynamics.com", "https://acme.crm4.dynamics.com")]
    [InlineData("https://acme.api.crm4.dynamics.com/", "https://acme.crm4.dynamics.com")]
    [InlineData("https://api.crmworld.example.com/x", "https://api.crmworld.example.com")]
    public void Tokens_are_for_the_environments_own_address(string baseUrl, string environment) => Assert.Equal(environment, DynamicsAddress.Environment(baseUrl));
}
