using KpiDigest.Crm;
using KpiDigest.Secrets;
using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsLoginTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    private int Logins => Fake.Requests.Count(r => r.Address.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal));

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task One_token_serves_a_whole_sync()
    {
        await _pulling.PullAsync();

        Assert.Equal(1, Logins);
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        using var source = _pulling.Source();
        await source.OpenAsync(TestContext.Current.CancellationToken);
        _pulling.Clock.Pass(TimeSpan.FromMinutes(54));
        await source.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, Logins);
        _pulling.Clock.Pass(TimeSpan.FromMinutes(2));

        await source.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Logins);
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_renewed_once_and_the_request_made_again()
    {
        _pulling.Deal(1);
        var ended = false;
        Fake.Answered = address =>
        {
            if (ended || !address.Contains("/accounts?", StringComparison.Ordinal)) return;
            ended = true;
            Fake.ExpireTokens();
        };

        await _pulling.OnlyDealAsync();

        Assert.Equal(2, Logins);
    }

    [Fact]
    public async Task A_user_that_is_none_in_the_environment_is_told_and_nobody_asks_again_and_again()
    {
        Fake.Instead = address => address.Contains("/api/data/", StringComparison.Ordinal) ? FakeDynamics.Error(401, "0x80072560", "The user is not a member of the organization.") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("application user", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
        Assert.Equal(2, Logins);
    }

    [Theory]
    [InlineData("secret", "Crm:Dynamics:ClientSecret is wrong")]
    [InlineData("client", "Crm:Dynamics:ClientId")]
    [InlineData("tenant", "Crm:Dynamics:TenantId")]
    [InlineData("environment", "Crm:BaseUrl")]
    public async Task A_refused_login_names_the_setting_and_not_the_secret(string wrong, string says)
    {
        var options = _pulling.Options;
        if (wrong == "secret") options.Dynamics.ClientSecret = new SecretText("Qxzv-wrong");
        if (wrong == "client") options.Dynamics.ClientId = "another";
        if (wrong == "tenant") options.Dynamics.TenantId = "another.example.com";
        if (wrong == "environment") options.BaseUrl = "https://other.example.com";

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Qxzv", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeDynamics.Secret, e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://acme.crm4.dynamics.com")]
    [InlineData("https://acme.api.crm4.dynamics.com")]
    public async Task Both_hosts_of_an_environment_serve_and_may_be_named(string host)
    {
        (Fake.LinkHost, Fake.PageRows) = (host, 1);
        _pulling.Deal(1);
        _pulling.Deal(2);
        if (host.Contains(".api.", StringComparison.Ordinal)) _pulling.Options.BaseUrl = host + "/";

        Assert.Equal(2, (await _pulling.PullAsync()).Sum(p => p.Facts.Deals.Count));
    }

    [Theory]
    [InlineData("https://acme.crm4.dynamics.com.example.com")]
    [InlineData("http://acme.crm4.dynamics.com")]
    [InlineData("https://other.example.com")]
    public async Task No_token_goes_to_a_page_elsewhere(string host)
    {
        (Fake.LinkHost, Fake.PageRows) = (host, 1);
        _pulling.Deal(1);
        _pulling.Deal(2);
        var asked = Fake.Requests.Count;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("not in this environment", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Requests.Skip(asked), r => r.Address.Contains("$skiptoken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0x80072322", "requests in five minutes")]
    [InlineData("0x80072321", "computing time")]
    [InlineData("0x80072326", "requests at once")]
    public async Task Each_limit_is_named_with_the_time_it_asks_for(string code, string says)
    {
        Fake.Instead = address => address.Contains("/opportunities?", StringComparison.Ordinal)
            ? WireFaults.Answer(429, $$$"""{"error":{"code":"{{{code}}}","message":"limit"}}""", "application/json", TimeSpan.FromMinutes(20))
            : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Contains("1200 s", e.Message, StringComparison.Ordinal);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task A_missing_privilege_is_named_and_no_id()
    {
        Fake.Tables["opportunity"].Depth = null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("prvReadOpportunity", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0a0a0a0a", e.Message, StringComparison.OrdinalIgnoreCase);
    }
}
