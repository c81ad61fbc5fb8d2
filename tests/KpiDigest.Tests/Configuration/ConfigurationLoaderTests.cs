using KpiDigest.Configuration;
using KpiDigest.Core.Digests.People;
using KpiDigest.Delivery;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Configuration;

public class ConfigurationLoaderTests
{
    [Fact]
    public void An_empty_field_says_that_there_is_no_such_property()
    {
        using var folder = new TempFolder();
        var fields = ConfigurationLoader.Load(folder.Write("appsettings.json", """
            { "Crm": { "Kind": "HubSpot", "Token": "t", "Fields": { "Source": "" } }, "Calendar": { "TimeZone": "UTC", "HomeCurrency": "EUR" },
              "Mail": { "Channel": "Folder", "From": "digest@example.com" } }
            """)).Options.Crm.Fields;
        Assert.Equal(("", "country"), (fields.Source, fields.Region));
    }

    [Fact]
    public void The_smallest_configuration_of_the_contract_works()
    {
        var settings = Load(Minimal);

        Assert.Equal(MailMode.Live, settings.ConfiguredMode);
        Assert.Equal(2, settings.Digests.Count);
        Assert.Equal("cara@example.com", settings.Digests[0].Recipients[0].Email);
    }

    [Fact]
    public void Without_a_mail_mode_nothing_is_configured_to_be_sent() =>
        Assert.Null(Load(Minimal.Replace("\"Mode\": \"Live\",", "", StringComparison.Ordinal)).ConfiguredMode);

    [Fact]
    public void All_faults_are_listed_at_once_with_key_and_value()
    {
        var broken = Minimal
            .Replace("\"Europe/Berlin\", \"FiscalYearStartMonth\": 1", "\"Europe/Berln\", \"FiscalYearStartMonth\": 13", StringComparison.Ordinal)
            .Replace("\"0 0 7 ? * MON\"", "\"every monday\"", StringComparison.Ordinal)
            .Replace("\"team:Cara Losch\"", "\"squad:Cara Losch\"", StringComparison.Ordinal)
            .Replace("\"Template\": \"quarterly\"", "\"Template\": \"yearly\"", StringComparison.Ordinal);

        var faults = Assert.Throws<ConfigurationException>(() => Load(broken)).Faults;

        Assert.Contains(faults, f => f is { Key: "Calendar:TimeZone", Value: "Europe/Berln" });
        Assert.Contains(faults, f => f is { Key: "Calendar:FiscalYearStartMonth", Value: "13" });
        Assert.Contains(faults, f => f is { Key: "Digests:0:Schedule:Cron", Value: "every monday" });
        Assert.Contains(faults, f => f is { Key: "Digests:0:Recipients:0:Scope", Value: "squad:Cara Losch" });
        Assert.Contains(faults, f => f is { Key: "Digests:1:Template", Value: "yearly" });
    }

    [Fact]
    public void Unknown_keys_and_values_of_the_wrong_kind_are_faults_too()
    {
        var broken = Minimal
            .Replace("\"HomeCurrency\"", "\"Currenzy\": \"EUR\", \"HomeCurrency\"", StringComparison.Ordinal)
            .Replace("\"Port\": 587", "\"Port\": \"smtp\"", StringComparison.Ordinal)
            .Replace("\"Provider\": \"Sqlite\"", "\"Provider\": \"MySql\"", StringComparison.Ordinal);

        var faults = Assert.Throws<ConfigurationException>(() => Load(broken)).Faults;

        Assert.Contains(faults, f => f.Key == "Calendar:Currenzy" && f.Message.Contains("unknown key", StringComparison.Ordinal));
        Assert.Contains(faults, f => f is { Key: "Mail:Smtp:Port", Value: "smtp" });
        Assert.Contains(faults, f => f is { Key: "Store:Provider", Value: "MySql" } && f.Message.Contains("Postgres", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recipient_listed_twice_is_a_fault_because_one_would_be_lost()
    {
        var broken = Minimal.Replace("ceo@example.com\", \"Name\": \"Ada\"", "CARA@example.com\", \"Name\": \"Ada\"", StringComparison.Ordinal);

        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(broken)).Faults, f => f.Key == "Digests:0:Recipients:1:Email");
    }

    [Theory]
    [InlineData("initials", PeopleShown.Initials)]
    [InlineData("off", PeopleShown.Off)]
    [InlineData("named", PeopleShown.Named)]
    public void How_people_are_shown_is_read(string people, PeopleShown shown) =>
        Assert.Equal(shown, Load(Minimal.Replace("\"Admin\"", $"\"Privacy\": {{ \"People\": \"{people}\" }}, \"Admin\"", StringComparison.Ordinal)).Options.Privacy.People);

    [Fact]
    public void A_privacy_that_nobody_knows_is_refused_rather_than_ignored()
    {
        var broken = Minimal.Replace("\"Admin\"", "\"Privacy\": { \"People\": \"hidden\" }, \"Admin\"", StringComparison.Ordinal);

        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(broken)).Faults, f => f.Key == "Privacy:People");
    }

    [Fact]
    public void No_fault_shows_a_secret()
    {
        var broken = Minimal.Replace("\"file:smtp.secret\"", "\"hunter2\"", StringComparison.Ordinal).Replace("\"FiscalYearStartMonth\": 1", "\"FiscalYearStartMonth\": 13", StringComparison.Ordinal);

        Assert.DoesNotContain("hunter2", Assert.Throws<ConfigurationException>(() => Load(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_or_no_json_is_named()
    {
        Assert.Contains("nowhere.json", Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load("nowhere.json")).Message, StringComparison.Ordinal);
        Assert.Contains("not valid JSON", Assert.Throws<ConfigurationException>(() => Load("{ \"Crm\": ")).Message, StringComparison.Ordinal);
    }

    internal const string Minimal = """
        {
          "Installation": "acme-prod",
          "Crm": { "Kind": "HubSpot", "BaseUrl": "https://api.hubapi.com", "Token": "env:HUBSPOT_TOKEN" },
          "Store": { "Provider": "Sqlite", "ConnectionString": "Data Source=kpidigest.db" },
          "Calendar": { "TimeZone": "Europe/Berlin", "FiscalYearStartMonth": 1, "HomeCurrency": "EUR" },
          "Supplements": { "Folder": "supplements" },
          "Mail": { "Mode": "Live", "Channel": "Smtp", "From": "Sales digest <digest@example.com>",
                    "Smtp": { "Host": "mail.example.com", "Port": 587, "Security": "StartTls", "Username": "u", "Password": "file:smtp.secret" } },
          "Admin": { "Email": "revops@example.com" },
          "Digests": [
            { "Id": "weekly", "Template": "weekly", "Schedule": { "Cron": "0 0 7 ? * MON", "TimeZone": "Europe/Berlin" },
              "Recipients": [ { "Email": "cara@example.com", "Name": "Cara Losch", "Scope": "team:Cara Losch" },
                              { "Email": "ceo@example.com", "Name": "Ada", "Scope": "company", "TimeZone": "America/New_York", "Culture": "en-US" } ] },
            { "Id": "quarterly", "Template": "quarterly", "Schedule": { "Cron": "0 0 7 5 1,4,7,10 ?" }, "Recipients": [ { "Email": "ceo@example.com", "Scope": "company" } ] }
          ]
        }
        """;

    private static Settings Load(string json)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "appsettings.json");
        File.WriteAllText(path, json);
        return ConfigurationLoader.Load(path);
    }
}
