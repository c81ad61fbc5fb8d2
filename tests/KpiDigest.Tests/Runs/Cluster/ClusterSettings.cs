using System.Globalization;
using System.Text.Json;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs.Cluster;

/// <summary>The configuration file of a cluster under test.</summary>
internal static class ClusterSettings
{
    private static readonly string[] Scopes = [.. SmallCompany.Managers.Select(name => $"team:{name}"), "company"];

    /// <summary>
    /// Digests due one after the other. Each cron fires again and again after its due time, because a scheduler that fires twice is what
    /// must do no harm.
    /// </summary>
    public static string Json(Uri crm, string database, SmtpTestServer mail, string domain, ClusterPlan plan, Instant firstDue)
    {
        var settings = new
        {
            Installation = "cluster-test",
            Crm = new { Kind = "HubSpot", BaseUrl = crm.ToString(), Token = "env:KPIDIGEST_TEST_CRM_TOKEN" },
            Store = new { Provider = "Postgres", ConnectionString = database },
            Calendar = new { TimeZone = "UTC", FiscalYearStartMonth = 1, HomeCurrency = "USD" },
            Mail = new
            {
                Mode = "Live",
                Channel = "Smtp",
                From = $"Sales digest <digest@{domain}>",
                plan.Connections,
                Smtp = new { mail.Host, mail.Port, Security = "StartTls", Username = mail.User, Password = "file:smtp.secret", mail.CaFile, plan.TimeoutSeconds, MessagesPerConnection = 5 },
            },
            Admin = new { Email = $"admin@alerts.{domain}" },
            // Short leases, so that takeovers happen within the test.
            Service = new { HealthUrl = "", LeaseSeconds = 5, PollSeconds = 1 },
            Digests = Enumerable.Range(0, plan.Digests).Select(index => Digest(index, domain, plan.Readers, (firstDue + plan.Every * index).InUtc())).ToList(),
        };
        return JsonSerializer.Serialize(settings);
    }

    private static object Digest(int index, string domain, int readers, ZonedDateTime due) => new
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"digest-{index}"),
        Template = "weekly",
        // From the due second to the end of that minute, every two seconds, on that day of each week.
        Schedule = new
        {
            Cron = string.Create(CultureInfo.InvariantCulture, $"{due.Second}/2 {due.Minute} {due.Hour} ? * {due.DayOfWeek.ToString()[..3].ToUpperInvariant()}"),
            TimeZone = "UTC",
        },
        Recipients = Enumerable.Range(0, readers).Select(reader => new
        {
            Email = string.Create(CultureInfo.InvariantCulture, $"reader{reader}-{index}@{domain}"),
            Name = string.Create(CultureInfo.InvariantCulture, $"Reader {reader}"),
            Scope = Scopes[reader % Scopes.Length],
        }).ToList(),
    };
}
