using System.Text;
using Dapper;
using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Delivery.Mime;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using KpiDigest.Supplements;
using KpiDigest.Tests.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>What a run makes of supplement files, and the forecasts that a sync takes, on either engine.</summary>
public abstract class SupplementRunTests : StoreTests
{
    [Fact]
    public async Task A_run_takes_the_files_and_freezes_their_hash()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        shop.Supplements.Write("quotas.csv", "subject,first_day,last_day,amount\ncompany,2026-10-01,2026-12-31,100000\n");
        await shop.PlanAsync();

        await shop.Worker().RunNextAsync(Now);

        var run = Assert.Single(await shop.Runs.ListAsync(null, 10, Now));
        Assert.Matches("^[0-9a-f]{16}$", run.SupplementsHash);
        var files = await new SupplementStore(Database).ReadAsync(run.KnownAt!.Value, false, Now);
        Assert.Equal("quotas.csv", Assert.Single(files).Name);
        Assert.NotNull(files[0].InForce);
    }

    [Fact]
    public async Task A_refused_file_is_named_in_the_mail_with_the_version_that_is_in_force()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        await new SupplementStore(Database).WriteAsync(
            [new("quotas.csv", SupplementState.Taken, "x", null) { Bytes = "subject,first_day,last_day,amount\ncompany,2026-10-01,2026-12-31,100000\n"u8.ToArray() }],
            Workshop.DueAt - Duration.FromDays(3), Now);
        shop.Supplements.Write("quotas.csv", "subject\nSomebody\n");
        await shop.PlanAsync();

        await shop.Worker().RunNextAsync(Now);

        var mails = await Database.UseAsync(connection => connection.QueryAsync<byte[]>("select mime from mail_bodies"), Now);
        Assert.All(mails, mail => Assert.Contains("quotas.csv of 16 Nov 2026 was refused", TextOf(mail), StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("Somebody", TextOf(mail), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_complete_sync_of_a_week_takes_forecasts_once()
    {
        var source = new FixedSource(Workshop.DueAt) { Category = "COMMIT" };
        var shop = new Workshop(Database, source);
        await shop.SyncAsync();
        var first = await Known.RecordsAsync(Database, ForecastTable.Forecasts);
        shop.Clock.Now += Duration.FromDays(6);
        await shop.SyncAsync();
        Assert.Equal(first.Count, await ScalarAsync<long>("select count(*) from forecast_snapshots"));
        shop.Clock.Now += Duration.FromDays(1);
        await shop.SyncAsync();
        Assert.Equal(first.Count * 2, await ScalarAsync<long>("select count(*) from forecast_snapshots"));

        // The company, two teams and four reps, for the present and the next quarter.
        Assert.Equal(14, first.Count);
        Assert.All(first, forecast => Assert.Equal(("own", Workshop.DueAt + Duration.FromMinutes(1)), (forecast.Source, forecast.TakenAt)));
        var present = first.Where(forecast => forecast.Start == new LocalDate(2026, 10, 1)).ToList();
        Assert.Equal(present.Single(f => f.Subject == ScopeKind.Company).Commit, present.Where(f => f.Subject == ScopeKind.Team).Sum(f => f.Commit));
        Assert.Equal(present.Single(f => f.Subject == ScopeKind.Company).Commit, present.Where(f => f.Subject == ScopeKind.Rep).Sum(f => f.Commit));
        Assert.True(present.Single(f => f.Subject == ScopeKind.Company).Commit > 0);
    }

    [Fact]
    public async Task Without_forecast_categories_no_forecast_is_taken()
    {
        await new Workshop(Database, new FixedSource(Workshop.DueAt)).SyncAsync();

        Assert.Equal(0, await ScalarAsync<long>("select count(*) from forecast_snapshots"));
    }

    [Fact]
    public async Task Days_of_the_configured_set_are_no_business_days()
    {
        await new SupplementStore(Database).WriteAsync(
            [new("holidays.csv", SupplementState.Taken, "x", null) { Bytes = "set,date\nDE,2017-12-26\nCH,2017-12-27\n"u8.ToArray() }], Workshop.DueAt, Now);
        var settings = ConfigurationLoader.Load(Test.Folder.Write("appsettings.json", """
            { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Calendar": { "HolidaySet": "de", "Holidays": [ "2017-12-25" ] }, "Supplements": { "Folder": "." } }
            """));
        var shelf = new SupplementShelf(new SupplementStore(Database), hasFolder: true, settings.Calendar.Zone);

        var facts = await new SalesLoad(new FactStore(Database), shelf, settings, "hubspot").LoadAsync(Workshop.DueAt, Workshop.DueAt, reconstructed: false, Now);
        Assert.Equal([25, 26], Enumerable.Range(25, 5).Where(day => !facts.Calendar.BusinessDays.IsBusinessDay(new LocalDate(2017, 12, day))));
    }

    private static string TextOf(byte[] mail) => string.Join('\n', MimeReader.Read(mail).Select(part => Encoding.UTF8.GetString(part.Content)).Select(text => text.ReplaceLineEndings(" ")));
}

public sealed class SupplementRunOnSqliteTests : SupplementRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SupplementRunOnPostgresTests : SupplementRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
