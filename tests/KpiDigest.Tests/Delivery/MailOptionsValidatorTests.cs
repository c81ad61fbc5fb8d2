using KpiDigest.Delivery;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Smtp;
using KpiDigest.Delivery.Tokens;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Delivery;

public sealed class MailOptionsValidatorTests
{
    [Fact]
    public void The_smallest_useful_settings_have_no_fault()
    {
        Assert.Empty(MailOptionsValidator.Faults(Good()));
        Assert.Empty(MailOptionsValidator.Faults(new MailOptions { Channel = "folder", From = "a@example.com", Mode = MailMode.Live }));
    }

    [Fact]
    public void All_faults_come_at_once_with_key_and_value()
    {
        var options = Good();
        options.From = "nobody";
        options.ReplyTo = "a@example.com, b@example.com";
        options.BounceAddress = "Name <b@example.com>";
        options.Mode = (MailMode)7;
        options.AllowedDomains = ["*.example.com"];
        options.MaxAttempts = 0;
        options.Connections = 1000;
        options.PerMinute = -1;
        options.Smtp.Port = 0;
        options.Smtp.Host = "smtp://mail.example.com";
        options.Smtp.Password = new SecretText("");
        options.Smtp.CaFile = "/nowhere/ca.pem";
        options.Smtp.TimeoutSeconds = 0;
        options.Smtp.IdleSeconds = 0;
        var faults = MailOptionsValidator.Faults(options);
        Assert.Equal(
            ["Mail:AllowedDomains", "Mail:BounceAddress", "Mail:Connections", "Mail:From", "Mail:MaxAttempts", "Mail:Mode", "Mail:PerMinute", "Mail:ReplyTo", "Mail:Smtp:CaFile", "Mail:Smtp:Host", "Mail:Smtp:IdleSeconds", "Mail:Smtp:Password", "Mail:Smtp:Port", "Mail:Smtp:TimeoutSeconds"],
            faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.NotEmpty(f.Message));
        Assert.Contains(("Mail:From", "nobody"), faults.Select(f => (f.Key, f.Value!)));
    }

    [Fact]
    public void A_missing_sender_is_said_once() => Assert.Equal("Mail:From", One(o => o.From = ""));

    [Fact]
    public void An_unknown_channel_is_named_beside_those_there_are()
    {
        var options = Good();
        options.Channel = "Pigeon";
        var (key, value, message) = Assert.Single(MailOptionsValidator.Faults(options));
        Assert.Equal(("Mail:Channel", "Pigeon"), (key, value));
        Assert.Contains("Smtp, Graph, Folder", message);
    }

    [Fact]
    public void Redirect_needs_an_address_that_is_allowed()
    {
        Assert.Equal("Mail:RedirectTo", One(o => o.Mode = MailMode.Redirect));
        Assert.Equal("Mail:RedirectTo", One(o => (o.Mode, o.RedirectTo, o.AllowedDomains) = (MailMode.Redirect, "me@example.org", ["example.com"])));
    }

    [Fact]
    public void No_tls_is_for_this_machine_unless_it_is_asked_for_by_name()
    {
        Assert.Equal("Mail:Smtp:Security", One(o => o.Smtp.Security = SmtpSecurity.None));
        var options = Good();
        (options.Smtp.Security, options.Smtp.AllowPlaintext) = (SmtpSecurity.None, true);
        Assert.Empty(MailOptionsValidator.Faults(options));
        (options.Smtp.Host, options.Smtp.AllowPlaintext) = ("127.0.0.1", false);
        Assert.Empty(MailOptionsValidator.Faults(options));
    }

    [Fact]
    public void A_password_without_a_user_name_is_a_fault_and_never_printed()
    {
        var options = Good();
        (options.Smtp.Username, options.Smtp.Password) = ("", new SecretText("geheim"));
        Assert.DoesNotContain("geheim", $"{Assert.Single(MailOptionsValidator.Faults(options))}");
    }

    [Fact]
    public void Tokens_are_fetched_over_https_with_one_proof_and_for_xoauth2_only()
    {
        var options = Good();
        options.Smtp.Password = new SecretText("");
        options.Smtp.Auth = SmtpAuth.XOAuth2;
        options.Smtp.OAuth = new OAuthOptions { TokenUrl = "https://login.example.com/token", ClientId = "id", ClientSecret = new SecretText("env:SECRET"), Scope = "mail" };
        Assert.Empty(MailOptionsValidator.Faults(options));
        options.Smtp.OAuth.TokenUrl = "http://127.0.0.1/token";
        Assert.Empty(MailOptionsValidator.Faults(options));
        options.Smtp.OAuth = new OAuthOptions { TokenUrl = "http://login.example.com/token", ClientSecret = new SecretText("a"), Certificate = "/nowhere/app.pem" };
        (options.Smtp.Auth, options.Smtp.Username, options.Smtp.Password) = (SmtpAuth.Auto, "", new SecretText("geheim"));
        var faults = MailOptionsValidator.Faults(options);
        Assert.Equal(
            ["Mail:Smtp:Auth", "Mail:Smtp:OAuth:Certificate", "Mail:Smtp:OAuth:Certificate", "Mail:Smtp:OAuth:ClientId", "Mail:Smtp:OAuth:Scope", "Mail:Smtp:OAuth:TokenUrl", "Mail:Smtp:Password", "Mail:Smtp:Username"],
            faults.Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("geheim", string.Join(' ', faults));
    }

    [Fact]
    public void Graph_needs_directory_application_proof_and_mailbox()
    {
        var options = new MailOptions { Mode = MailMode.Live, From = "digest@example.com", Channel = "graph" };
        Assert.Equal(["Mail:Graph:ClientId", "Mail:Graph:ClientSecret", "Mail:Graph:Tenant", "Mail:Graph:User"], MailOptionsValidator.Faults(options).Select(f => f.Key).Order(StringComparer.Ordinal));
        options.Graph = new GraphOptions { Tenant = "example.com", ClientId = "id", ClientSecret = new SecretText("file:graph.secret"), User = "digest@example.com" };
        Assert.Empty(MailOptionsValidator.Faults(options));
        options.Graph = new GraphOptions { Tenant = "a/../b", ClientId = "id", ClientSecret = new SecretText("s"), User = "a/b", BaseUrl = "http://graph.example.com", LoginUrl = "login", TimeoutSeconds = 0 };
        Assert.Equal(["Mail:Graph:BaseUrl", "Mail:Graph:LoginUrl", "Mail:Graph:Tenant", "Mail:Graph:TimeoutSeconds", "Mail:Graph:User"], MailOptionsValidator.Faults(options).Select(f => f.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("a@EXAMPLE.com", true)]
    [InlineData("a@sub.example.com", false)]
    [InlineData("a@example.com.evil.test", false)]
    [InlineData("a@bücher.example", true)]
    [InlineData("a@xn--bcher-kva.example", true)]
    [InlineData("nobody", false)]
    public void Allowed_domains_are_exact(string address, bool allowed) =>
        Assert.Equal(allowed, new MailOptions { AllowedDomains = ["example.com", "Bücher.example"] }.MayReceive(address));

    private static string One(Action<MailOptions> change)
    {
        var options = Good();
        change(options);
        return Assert.Single(MailOptionsValidator.Faults(options)).Key;
    }

    private static MailOptions Good() => new()
    {
        Mode = MailMode.Live,
        From = "Sales digest <digest@example.com>",
        Smtp = new SmtpOptions { Host = "mail.example.com", Username = "u", Password = new SecretText("p") },
    };
}
