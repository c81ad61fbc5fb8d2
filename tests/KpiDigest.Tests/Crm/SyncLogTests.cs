using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Crm.Contract;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Crm;

/// <summary>Everything that the program prints and logs at any level while its CRM fails and answers: no name, no customer, no token in it.</summary>
public sealed class SyncLogTests : IAsyncLifetime
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly Instant _start = SystemClock.Instance.GetCurrentInstant();
    private DemoCrmServer _crm = null!;

    private Dictionary<string, string> Environment => new() { ["KPIDIGEST_TEST_CRM_TOKEN"] = _crm.Token, ["Logging__LogLevel__Default"] = "Trace" };

    public async ValueTask InitializeAsync()
    {
        var folder = SmallCompany.Write(_folder, _start.InUtc().Date);
        foreach (var file in Directory.GetFiles(folder))
        {
            var text = await File.ReadAllTextAsync(file);
            foreach (var name in new[] { "Isdom", "Agent ", SmallCompany.Managers[0], SmallCompany.Managers[1] }) text = text.Replace(name, ContractWorld.Mark + name, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text);
        }

        _crm = await DemoCrmServer.StartAsync(CsvCompany.Load(folder), 0, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task No_line_at_any_level_shows_a_customer_a_person_or_a_token()
    {
        _folder.Write("appsettings.json", Configuration());
        List<string> said = [(await CommandAsync("activate", "--yes", "--as-of", InstantPattern.General.Format(_start - Duration.FromHours(2)))).Said];
        foreach (var fault in new[] { DemoFault.BrokenJson(), DemoFault.Cut(0.5) })
        {
            FailDeals(fault);
            var (exit, output) = await CommandAsync("sync");
            Assert.True(exit == 1, output);
            said.Add(output);
        }

        await using (var worker = ProgramProcess.Start(_folder.Path, Environment, "run", "--config", "appsettings.json"))
        {
            await worker.SaysAsync("run first ", AtMost);
            await worker.StopAsync();
            said.Add(worker.Output);
        }

        _crm.Faults.OnRequest = null;
        var (synced, whole) = await CommandAsync("sync");
        said.Add(whole);

        Assert.True(synced == 0, whole);
        Assert.Contains(said, s => s.Contains("GET /crm/objects/2026-09/deals", StringComparison.Ordinal));
        Assert.DoesNotContain(said, s => s.Contains(ContractWorld.Mark, StringComparison.OrdinalIgnoreCase) || s.Contains(_crm.Token, StringComparison.Ordinal));
    }

    private void FailDeals(DemoFault fault) =>
        _crm.Faults.OnRequest = r => r.Path.EndsWith("/deals", StringComparison.Ordinal) && r.Query.Contains("propertiesWithHistory", StringComparison.Ordinal) ? fault : null;

    private Task<(int Exit, string Said)> CommandAsync(params string[] args) => ProgramProcess.RunAsync(_folder.Path, Environment, [.. args, "--config", "appsettings.json"]);

    private string Configuration()
    {
        var due = (_start - Duration.FromHours(1)).InUtc();
        return JsonSerializer.Serialize(new
        {
            Installation = "log-test",
            Crm = new { Kind = "HubSpot", BaseUrl = _crm.BaseUrl.ToString(), Token = "env:KPIDIGEST_TEST_CRM_TOKEN", Retries = 1 },
            Store = new { Provider = "Sqlite", ConnectionString = "Data Source=" + _folder.Combine("store.db") },
            Calendar = new { TimeZone = "UTC", HomeCurrency = "USD" },
            Mail = new { Mode = "Live", Channel = "Folder", From = "Sales digest <digest@example.com>", Folder = new { Path = _folder.Combine("mails") } },
            Service = new { PollSeconds = 1 },
            Digests = new[]
            {
                new
                {
                    Id = "first",
                    Template = "weekly",
                    Schedule = new { Cron = string.Create(CultureInfo.InvariantCulture, $"{due.Second} {due.Minute} {due.Hour} ? * {due.DayOfWeek.ToString()[..3].ToUpperInvariant()}"), TimeZone = "UTC" },
                    Recipients = new[] { new { Email = "reader@example.com", Scope = "company" } },
                },
            },
        });
    }
}
