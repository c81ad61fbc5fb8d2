using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Scheduling;
using KpiDigest.Store;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Runs;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Scheduling;

public sealed class SyncJobTests : StoreTests
{
    private readonly FixedSource _source = new(Workshop.DueAt);
    private readonly LogLines _log = new();

    [Fact]
    public async Task Facts_that_are_newer_than_the_fire_are_not_pulled_again()
    {
        var job = Job();
        await job.RunAsync(Workshop.DueAt, Now);
        await job.RunAsync(Workshop.DueAt, Now);
        Assert.Equal(1, _source.Pulls);
        await job.RunAsync(Workshop.DueAt + Duration.FromHours(1), Now);
        Assert.Equal(2, _source.Pulls);
    }

    [Fact]
    public async Task A_sync_that_fails_is_said_and_the_next_fire_pulls_again()
    {
        _source.Faults.Enqueue(new CrmException("HubSpot refuses the token. Write a new one.", isTransient: false));
        var job = Job();
        await job.RunAsync(Workshop.DueAt, Now);
        Assert.Contains(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("HubSpot refuses the token"));
        await job.RunAsync(Workshop.DueAt, Now);
        Assert.Equal(2, _source.Pulls);
    }

    [Fact]
    public void The_sync_has_a_trigger_in_the_calendars_zone_and_none_where_only_digests_pull()
    {
        var trigger = Assert.Single(WantedTriggers.Of(Settings("0 30 6 * * ?")), t => t.JobKey.Equals(SyncJob.Key));
        Assert.Equal("0 30 6 * * ?|Europe/Berlin", WantedTriggers.Fingerprint(trigger));
        Assert.DoesNotContain(WantedTriggers.Of(Settings("Never")), t => t.JobKey.Equals(SyncJob.Key));
    }

    [Fact]
    public void A_cron_that_is_none_is_a_fault_of_the_configuration()
    {
        var fault = Assert.Throws<ConfigurationException>(() => Settings("every hour")).Faults.Single();
        Assert.Equal(("Crm:SyncCron", "every hour"), (fault.Key, fault.Value));
    }

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    private SyncJob Job()
    {
        var shop = new Workshop(Database, _source);
        return new SyncJob(shop.Sync, _log.For<SyncJob>());
    }

    private static Settings Settings(string cron)
    {
        using var folder = new TempFolder();
        return ConfigurationLoader.Load(folder.Write("appsettings.json", $$"""
            { "Crm": { "Kind": "HubSpot", "Token": "t", "SyncCron": "{{cron}}" }, "Calendar": { "TimeZone": "Europe/Berlin", "HomeCurrency": "EUR" },
              "Mail": { "Channel": "Folder", "From": "digest@example.com" } }
            """));
    }
}
