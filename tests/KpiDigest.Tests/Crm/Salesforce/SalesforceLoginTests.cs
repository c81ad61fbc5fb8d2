using System.Security.Cryptography;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceLoginTests : IDisposable
{
    private const string TokenPath = "/services/oauth2/token";

    private readonly Pulling _pulling = new();

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task One_login_serves_a_whole_sync()
    {
        await _pulling.PullAsync();

        Assert.Single(Fake.Requests, r => r.Address == TokenPath);
        Assert.Equal("00D5g000001abcDEAQ", _pulling.Account!.Id);
    }

    [Fact]
    public async Task A_signed_assertion_logs_in_without_a_secret()
    {
        using var rsa = RSA.Create(2048);
        Fake.Certificate = rsa;
        UseKey(rsa.ExportPkcs8PrivateKeyPem());

        await _pulling.OpenAsync();

        Assert.Single(Fake.Requests, r => r.Address == TokenPath);
    }

    [Fact]
    public async Task An_assertion_signed_with_another_key_is_refused_with_the_fix_and_without_the_key()
    {
        using var rsa = RSA.Create(2048);
        using var other = RSA.Create(2048);
        Fake.Certificate = rsa;
        var pem = other.ExportPkcs8PrivateKeyPem();
        UseKey(pem);

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("certificate of PrivateKey", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
        Assert.DoesNotContain(pem.Split('\n')[3], e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_has_not_approved_the_app_is_told_what_to_do()
    {
        using var rsa = RSA.Create(2048);
        Fake.Certificate = rsa;
        UseKey(rsa.ExportPkcs8PrivateKeyPem());
        _pulling.Options.Salesforce.Username = "somebody@example.com";

        Assert.Contains("pre-authorise", (await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_key_is_told_without_its_text()
    {
        UseKey("-----BEGIN PRIVATE KEY-----\nQxzvQxzv\n-----END PRIVATE KEY-----");

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("Crm:Salesforce:PrivateKey", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Qxzv", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_names_the_setting_and_not_the_secret()
    {
        _pulling.Options.Salesforce.ConsumerSecret = new SecretText("Qxzv-wrong");

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("Crm:Salesforce:ConsumerKey and ConsumerSecret", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Qxzv", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_ended_is_renewed_once_and_the_request_made_again()
    {
        Fake.Add(SalesforceApi.Opportunity, "006000000000001AAA").Set("StageName", "Won");
        var ended = false;
        Fake.Instead = address =>
        {
            if (!ended && address.Contains("FROM Opportunity WHERE", StringComparison.Ordinal))
            {
                ended = true;
                Fake.ExpireTokens();
            }

            return null;
        };

        var pages = await _pulling.PullAsync();

        Assert.Single(pages.SelectMany(p => p.Facts.Deals));
        Assert.Equal(2, Fake.Requests.Count(r => r.Address == TokenPath));
    }

    [Fact]
    public async Task A_second_refusal_ends_the_sync_and_says_where_to_look()
    {
        Fake.Instead = address => address.Contains("FROM Opportunity WHERE", StringComparison.Ordinal) ? FakeSalesforce.Error(401, "INVALID_SESSION_ID", "Session expired or invalid") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("login hours, IP ranges and session policies", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, Fake.Requests.Count(r => r.Address.Contains("FROM%20Opportunity%20WHERE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_used_for_half_an_hour()
    {
        var passed = false;
        Fake.Instead = address =>
        {
            if (!passed && address.Contains("FROM Account", StringComparison.Ordinal))
            {
                passed = true;
                _pulling.Clock.Pass(TimeSpan.FromMinutes(31));
            }

            return null;
        };

        await _pulling.PullAsync();

        Assert.Equal(2, Fake.Requests.Count(r => r.Address == TokenPath));
    }

    [Theory]
    [InlineData("http://data.example.com")]
    [InlineData("ftp://data.example.com")]
    [InlineData("")]
    public async Task No_token_goes_to_an_instance_that_is_not_encrypted(string instance)
    {
        Fake.InstanceUrl = instance;

        await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.All(Fake.Requests, r => Assert.Equal(TokenPath, r.Address));
    }

    [Theory]
    [InlineData("https://evil.example.net/services/data/v68.0/query/1-2000")]
    [InlineData("//evil.example.net/services/data/v68.0/query/1-2000")]
    [InlineData("/services/data/../../elsewhere")]
    public async Task The_next_page_is_asked_for_on_the_same_instance_only(string next)
    {
        Fake.Instead = address => address.Contains("FROM Opportunity WHERE", StringComparison.Ordinal)
            ? Contract.WireFaults.Answer(200, $$"""{"totalSize":2,"done":false,"nextRecordsUrl":"{{next}}","records":[{"Id":"006000000000001AAA"}]}""", "application/json")
            : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("no path of its API", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Requests, r => r.Address.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v67.0", "66.0", "67.0")]
    [InlineData("v68.0", "67.0", "68.0", "69.0", "70.0")]
    public async Task The_newest_version_that_is_served_and_known_is_used(string used, params string[] served)
    {
        Fake.Versions = served;

        await _pulling.OpenAsync();

        Assert.All(Fake.Requests.Where(r => r.Address.Contains("/sobjects/", StringComparison.Ordinal)), r => Assert.StartsWith($"/services/data/{used}/", r.Address, StringComparison.Ordinal));
    }

    private void UseKey(string pem)
    {
        _pulling.Options.Salesforce = new SalesforceOptions { ConsumerKey = FakeSalesforce.Key, PrivateKey = new SecretText(pem), Username = FakeSalesforce.Username };
    }
}
