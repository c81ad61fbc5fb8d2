using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceOptionsTests
{
    [Fact]
    public void A_key_and_a_secret_are_enough_and_no_token_is_needed() => Assert.Empty(CrmOptionsValidator.Faults(Pulling.Usual()));

    [Fact]
    public void All_faults_are_found_at_once() =>
        Assert.Equal(["Crm:BaseUrl", "Crm:Salesforce:ConsumerKey", "Crm:Salesforce:ConsumerSecret"], CrmOptionsValidator.Faults(new CrmOptions { Kind = "salesforce" }).Select(f => f.Key));

    [Fact]
    public void A_key_needs_a_user_and_an_encrypted_audience()
    {
        var options = Pulling.Usual();
        options.Salesforce = new SalesforceOptions { ConsumerKey = "k", PrivateKey = new SecretText("file:key.pem"), Audience = "http://login.salesforce.com" };

        Assert.Equal(["Crm:Salesforce:Username", "Crm:Salesforce:Audience"], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Fact]
    public void Secret_and_key_together_are_a_fault()
    {
        var options = Pulling.Usual();
        options.Salesforce.PrivateKey = new SecretText("file:key.pem");

        Assert.Equal(["Crm:Salesforce:PrivateKey"], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Fact]
    public void A_number_of_records_below_nothing_is_a_fault()
    {
        var options = Pulling.Usual();
        options.Salesforce.BulkFrom = -1;

        Assert.Equal(["Crm:Salesforce:BulkFrom"], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }

    [Theory]
    [InlineData("001D000000IRFma", "001D000000IRFmaIAH")]
    [InlineData("0065g00000XyZ12", "0065g00000XyZ12AAF")]
    [InlineData("0065g00000XyZ12AAB", "0065g00000XyZ12AAB")]
    [InlineData("queue", "queue")]
    public void Ids_of_fifteen_characters_are_made_whole(string id, string whole) => Assert.Equal(whole, SalesforceId.Whole(id));
}
