using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Scheduling;

/// <summary>A real <c>kpidigest run</c> whose files are changed under its feet.</summary>
public sealed class HotReloadTests : IAsyncLifetime
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly Instant _start = SystemClock.Instance.GetCurrentInstant();
    private DemoCrmServer _crm = null!;

    private Dictionary<string, string> Environment => new() { ["KPIDIGEST_TEST_CRM_TOKEN"] = _crm.Token };

    public async ValueTask InitializeAsync() =>
        _crm = await DemoCrmServer.StartAsync(CsvCompany.Load(SmallCompany.Write(_folder, _start.InUtc().Date)), 0, null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Recipients_are_added_a_broken_file_is_refused_with_all_its_faults_and_a_mended_one_is_taken_without_restart()
    {
        var before = Configuration(Digest("first", "a@example.com"));
        var after = Configuration(Digest("first", "a@example.com", "late@example.com"), Digest("second", "a@example.com", "b@example.com"));
        Write(after);
        var (exit, said) = await CommandAsync("activate", "--yes", "--as-of", InstantPattern.General.Format(_start - Duration.FromHours(2)));
        Assert.True(exit == 0, said);
        Write(before);

        await using var worker = ProgramProcess.Start(_folder.Path, Environment, "run", "--config", "appsettings.json");
        await ArrivedAsync(worker, 1);

        Write(after.Replace("\"team:Cara Losch\"", "\"squad:Cara Losch\"", StringComparison.Ordinal).Replace("\"UTC\"", "\"Mars\"", StringComparison.Ordinal));
        await worker.SaysAsync("is refused, the one in force stays", AtMost);
        await worker.SaysAsync("Digests:1:Recipients:0:Scope", AtMost);
        await worker.SaysAsync("Calendar:TimeZone", AtMost);
        Assert.DoesNotContain("@example.com", worker.Output, StringComparison.Ordinal);

        Write(after);
        await worker.SaysAsync("A changed configuration is in force: 2 digests, 4 recipients listed", AtMost);
        await ArrivedAsync(worker, 3);

        // The first digest was sent before: whom it names now gets the next one.
        Assert.Equal(["first a@example.com", "second a@example.com", "second b@example.com"], Mails());
        await worker.StopAsync();
    }

    [Fact]
    public async Task A_template_that_is_broken_is_refused_and_one_that_is_mended_shapes_the_next_run()
    {
        _folder.Write("own/texts/en.json", "{ }");
        var settings = Configuration(Digest("first", "a@example.com"), Digest("second", "b@example.com"));
        Write(settings);
        var (exit, said) = await CommandAsync("activate", "--yes", "--as-of", InstantPattern.General.Format(_start - Duration.FromHours(2)));
        Assert.True(exit == 0, said);
        Write(Configuration(Digest("first", "a@example.com")));

        await using var worker = ProgramProcess.Start(_folder.Path, Environment, "run", "--config", "appsettings.json");
        await ArrivedAsync(worker, 1);
        _folder.Write("own/texts/en.json", "{ \"weekly.title\": ");
        await worker.SaysAsync("is refused, the one in force stays", AtMost);
        Write(settings);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.Single(Mails());

        _folder.Write("own/texts/en.json", "{ }");
        await ArrivedAsync(worker, 2);
        await worker.StopAsync();
    }

    private void Write(string configuration) => _folder.Write("appsettings.json", configuration);

    private Task<(int Exit, string Said)> CommandAsync(params string[] args) => ProgramProcess.RunAsync(_folder.Path, Environment, [.. args, "--config", "appsettings.json"]);

    /// <summary>Digest and recipient of each mail that was sent.</summary>
    private IReadOnlyList<string> Mails() => [.. (Directory.Exists(_folder.Combine("mails")) ? Directory.GetFiles(_folder.Combine("mails"), "*.eml") : [])
        .Select(File.ReadAllText).Select(text => $"{Header(text, "List-Id").Split(' ')[0]} {Header(text, "To").Split('<', '>') switch { [_, var address, ..] => address, [var address, ..] => address.Trim(), _ => "" }}").Order(StringComparer.Ordinal)];

    private async Task ArrivedAsync(ProgramProcess worker, int count)
    {
        for (var waited = TimeSpan.Zero; Mails().Count < count; waited += TimeSpan.FromMilliseconds(200))
        {
            Assert.True(waited < AtMost && !worker.HasExited, $"{Mails().Count} of {count} mails\n{worker.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }

    private static string Header(string mail, string name) => mail.Split('\n').First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    private string Configuration(params object[] digests) => JsonSerializer.Serialize(new
    {
        Installation = "reload-test",
        Crm = new { Kind = "HubSpot", BaseUrl = _crm.BaseUrl.ToString(), Token = "env:KPIDIGEST_TEST_CRM_TOKEN" },
        Store = new { Provider = "Sqlite", ConnectionString = "Data Source=" + _folder.Combine("store.db") },
        Calendar = new { TimeZone = "UTC", HomeCurrency = "USD" },
        Mail = new { Mode = "Live", Channel = "Folder", From = "Sales digest <digest@example.com>", Folder = new { Path = _folder.Combine("mails") } },
        Rendering = new { Templates = Directory.Exists(_folder.Combine("own")) ? _folder.Combine("own") : "" },
        Service = new { PollSeconds = 1 },
        Digests = digests,
    });

    /// <summary>Was due an hour ago.</summary>
    private object Digest(string id, params string[] recipients)
    {
        var due = (_start - Duration.FromHours(1)).InUtc();
        return new
        {
            Id = id,
            Template = "weekly",
            Schedule = new { Cron = string.Create(CultureInfo.InvariantCulture, $"{due.Second} {due.Minute} {due.Hour} ? * {due.DayOfWeek.ToString()[..3].ToUpperInvariant()}"), TimeZone = "UTC" },
            Recipients = recipients.Select((r, i) => new { Email = r, Scope = i == 0 && id == "second" ? "team:Cara Losch" : "company" }),
        };
    }
}
