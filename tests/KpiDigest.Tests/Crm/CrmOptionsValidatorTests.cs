using KpiDigest.Crm;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Crm;

public sealed class CrmOptionsValidatorTests
{
    [Fact]
    public void The_smallest_configuration_has_no_fault() => Assert.Empty(CrmOptionsValidator.Faults(Good()));

    [Theory]
    [InlineData("https://api.hubapi.com", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("http://api.hubapi.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("https:/" + "/user:secret@api.hubapi.com", false)]
    [InlineData("https://api.hubapi.com?x=1", false)]
    [InlineData("ftp://api.hubapi.com", false)]
    [InlineData("api.hubapi.com", false)]
    [InlineData("", false)]
    public void Http_is_for_loopback_only(string url, bool good)
    {
        var options = Good();
        options.BaseUrl = url;
        var faults = CrmOptionsValidator.Faults(options);

        Assert.Equal(good ? [] : ["Crm:BaseUrl"], faults.Select(f => f.Key));
        Assert.DoesNotContain(faults, f => f.ToString().Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var options = new CrmOptions { Kind = "HubPot", BaseUrl = "http://example.com", AmountField = "a b", RequestsPerTenSeconds = 0, SearchesPerSecond = 6, TimeoutSeconds = 0, Retries = -1 };
        options.DealKinds["upsell"] = "Upsell";
        options.Exclude.Owners.Add(" ");
        options.CoachingTypes.Add("");

        Assert.Equal(
            [
                "Crm:Kind", "Crm:BaseUrl", "Crm:Token", "Crm:AmountField", "Crm:DealKinds:upsell", "Crm:RequestsPerTenSeconds", "Crm:SearchesPerSecond", "Crm:TimeoutSeconds", "Crm:Retries", "Crm:CoachingTypes:1",
                "Crm:Exclude:Owners:0",
            ],
            CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Fact]
    public void Fields_are_property_names_or_empty()
    {
        var options = Good();
        options.Fields.Margin = "Gross margin";
        options.Fields.Source = "";
        options.Fields.BulkEmail = "a;b";

        Assert.Equal(["Crm:Fields:Margin", "Crm:Fields:BulkEmail"], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Fact]
    public void Every_field_is_checked()
    {
        var settings = typeof(CrmFieldOptions).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => p.Name);

        Assert.Equal(settings, new CrmFieldOptions().All.Select(f => f.Key));
    }

    [Fact]
    public void An_unknown_crm_is_answered_with_the_known_ones()
    {
        var e = Assert.Throws<CrmException>(() => CrmSources.Create(new CrmOptions { Kind = "Sugar" }, TimeProvider.System));

        Assert.Equal("Crm:Kind 'Sugar' is not a known CRM; known: HubSpot, Salesforce, Pipedrive, Dynamics, Csv", e.Message);
    }

    private static CrmOptions Good() => new() { Kind = "HubSpot", Token = new SecretText("env:HUBSPOT_TOKEN") };
}
