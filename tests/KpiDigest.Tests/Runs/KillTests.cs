using System.Globalization;
using System.Text.Json;
using Dapper;
using KpiDigest.DemoCrm;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>The real service, killed with SIGKILL at a step and started again: the same mails, none twice, none lost.</summary>
public abstract class KillTests : StoreTests
{
    private const int Recipients = 60;

    [Theory]
    [InlineData("sync")]
    [InlineData("compute")]
    [InlineData("delivery")]
    public async Task A_service_killed_at_a_step_and_started_again_sends_the_same_mails_once(string step)
    {
        var faults = new DemoCrmFaults();
        var data = CsvCompany.Load(SmallCompany.Write(Test.Folder, SystemClock.Instance.GetCurrentInstant().InUtc().Date));
        await using var crm = await DemoCrmServer.StartAsync(data, 0, faults, Now);
        var config = Write(crm);
        Assert.Equal(0, (await ProgramProcess.RunAsync(Test.Folder.Path, Environment(crm), "activate", "--yes", "--as-of", LastMonday, "--config", config)).ExitCode);

        await using (var first = ProgramProcess.Start(Test.Folder.Path, Environment(crm), "run", "--config", config))
        {
            await ReachedAsync(step, faults, first);
            await first.KillAsync();
        }

        // The process is gone, so nothing is wrong with not waiting for what it had claimed.
        await ExecuteAsync("update runs set lease_until = 0 where state = 'running'");
        await ExecuteAsync("update mails set lease_until = 0 where state in ('claimed', 'sending')");
        await using var second = ProgramProcess.Start(Test.Folder.Path, Environment(crm), "run", "--config", config);
        await SettledAsync(second);
        await second.StopAsync();

        var mails = await new OutboxStore(Database).ListAsync(null, null, 1000, Now);
        var unknown = mails.Count(m => m.State == MailState.Unknown);
        Assert.True(step == "delivery" ? unknown <= 1 : unknown == 0, second.Output);
        Assert.Equal(Recipients, mails.Count);
        Assert.All(mails, m => Assert.True(m.State is MailState.Sent or MailState.Unknown, $"{m.State}: {m.Reason}"));
        var arrived = Directory.GetFiles(Test.Folder.Combine("mails"), "*.eml").Select(f => File.ReadLines(f).First(l => l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).ToArray();
        Assert.Equal(arrived.Length, arrived.Distinct().Count());
        Assert.InRange(arrived.Length, Recipients - unknown, Recipients);
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from runs"));
    }

    private static string LastMonday => SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(-7).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Environment(DemoCrmServer crm) => new() { ["KPIDIGEST_TEST_CRM_TOKEN"] = crm.Token };

    /// <summary>Waits until the service is in the middle of a step.</summary>
    private async Task ReachedAsync(string step, DemoCrmFaults faults, ProgramProcess program)
    {
        for (var i = 0; i < 6000; i++)
        {
            var reached = step switch
            {
                "sync" => faults.RequestCount >= 3,
                "compute" => await CountAsync("select count(*) from runs where known_at is not null") > 0,
                _ => await CountAsync("select count(*) from mails where state = 'sent'") > 4,
            };
            if (reached) return;
            Assert.False(program.HasExited, program.Output);
            await Task.Delay(10, Now);
        }

        Assert.Fail($"'{step}' was not reached:\n{program.Output}");
    }

    private async Task SettledAsync(ProgramProcess program)
    {
        for (var i = 0; i < 1200; i++)
        {
            var books = await new OutboxStore(Database).BooksAsync(Now);
            if (books is [{ RunState: "enqueued" } run] && run.ByState.Keys.All(s => s is MailState.Sent or MailState.Unknown)) return;
            Assert.False(program.HasExited, program.Output);
            await Task.Delay(100, Now);
        }

        Assert.Fail($"mails are still under way:\n{program.Output}");
    }

    private Task<long> CountAsync(string sql) => Database.UseAsync(c => c.ExecuteScalarAsync<long>(sql), Now);

    private string Write(DemoCrmServer crm) => Test.Folder.Write("kill.json", JsonSerializer.Serialize(new
    {
        Installation = "kill-test",
        Crm = new { Kind = "HubSpot", BaseUrl = crm.BaseUrl.ToString(), Token = "env:KPIDIGEST_TEST_CRM_TOKEN" },
        Store = new { Provider = Provider.ToString(), Test.Options.ConnectionString },
        Calendar = new { TimeZone = "UTC", HomeCurrency = "USD" },
        Mail = new { Mode = "Live", Channel = "Folder", From = "digest@example.com", Connections = 1, Folder = new { Path = Test.Folder.Combine("mails") } },
        Service = new { LeaseSeconds = 30, PollSeconds = 1 },
        Digests = new[]
        {
            new
            {
                Id = "weekly",
                Template = "weekly",
                CatchUp = 24 * 8,
                Schedule = new { Cron = "0 0 0 ? * MON" },
                Recipients = Enumerable.Range(0, Recipients).Select(i => new { Email = string.Create(CultureInfo.InvariantCulture, $"r{i}@example.com"), Scope = "company" }),
            },
        },
    }));
}
