using System.Text.Json;
using KpiDigest.Commands;
using KpiDigest.Tests.Commands.Init;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Commands;

/// <summary>A folder of exports as the CRM, on the command line.</summary>
public sealed class CsvConnectorTests(InitTry init) : IClassFixture<InitTry>, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Export => _folder.Combine("export");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_sync_and_kpi_work_with_a_folder_beside_the_configuration()
    {
        Write("A1,Anna,Kit,Acme,Won,2017-10-02,2017-11-01,1200\nA2,Anna,Kit,Acme,Lost,2017-10-02,2017-11-02,0");

        var check = await RunAsync("check");
        var sync = await RunAsync("sync");
        var (exit, output, _) = await RunAsync("kpi", "won-revenue", "--period", "2017-Q4", "--scope", "team:Bea", "--format", "json");

        Assert.Equal((0, 0, 0), (check.Exit, sync.Exit, exit));
        Assert.Contains("requests planned 0, made 0", sync.Out, StringComparison.Ordinal);
        Assert.Equal(1200m, JsonDocument.Parse(output).RootElement.GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task Check_and_doctor_name_a_faulty_row_and_sync_keeps_the_figures()
    {
        Write("A1,Anna,Kit,Acme,Won,2017-10-02,2017-11-01,1200");
        await RunAsync("sync");
        Write("A1,Anna,Kit,Acme,Won,2017-10-02,2017-11-01,lots");

        var (check, sync, doctor) = (await RunAsync("check"), await RunAsync("sync"), await RunAsync("doctor"));
        var (_, output, _) = await RunAsync("kpi", "won-revenue", "--period", "2017-Q4", "--scope", "company", "--format", "json");

        const string Fault = "sales_pipeline.csv row 2, close_value: is no number: write it as 1234.56";
        Assert.Contains(Fault, check.Error, StringComparison.Ordinal);
        Assert.Contains(Fault, sync.Error, StringComparison.Ordinal);
        Assert.Contains(Fault, doctor.Out + doctor.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.BadUsage, ExitCode.Failed), (check.Exit, sync.Exit));
        Assert.Equal(1200m, JsonDocument.Parse(output).RootElement.GetProperty("value").GetDecimal());
    }

    [Theory]
    [InlineData("\"Folder\": \"\"", "Crm:Folder")]
    [InlineData("\"Folder\": \"nowhere\"", "no such folder. Name the one that holds sales_pipeline.csv and sales_teams.csv.")]
    public async Task A_folder_that_is_not_there_is_a_fault_of_the_configuration(string folder, string said)
    {
        Write("A1,Anna,Kit,Acme,Won,2017-10-02,2017-11-01,1200");
        File.WriteAllText(Config, File.ReadAllText(Config).Replace("\"Folder\": \"export\"", folder, StringComparison.Ordinal));

        var (exit, _, error) = await RunAsync("check");

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_asks_for_a_folder_and_no_token()
    {
        var export = SmallCompany.Write(_folder, SystemClock.Instance.GetCurrentInstant().InUtc().Date);
        using var target = new TempFolder();

        var (exit, output, error) = await InitTry.RunAsync(target, init.Answers(("crm", "Csv"), ("crm-url", null), ("crm-token", null), ("crm-folder", export), ("currency", "USD")));

        Assert.True(exit == 0, output + error);
        var written = await File.ReadAllTextAsync(InitTry.Config(target), TestContext.Current.CancellationToken);
        Assert.Contains("\"Kind\": \"Csv\"", written, StringComparison.Ordinal);
        Assert.Contains($"\"Folder\": {JsonSerializer.Serialize(export)}", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Token", written, StringComparison.Ordinal);
    }

    private string Config => _folder.Combine("appsettings.json");

    private void Write(string deals)
    {
        Directory.CreateDirectory(Export);
        File.WriteAllText(Path.Combine(Export, "sales_teams.csv"), "sales_agent,manager\nAnna,Bea\n");
        File.WriteAllText(Path.Combine(Export, "sales_pipeline.csv"), $"opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n{deals}\n");
        File.WriteAllText(Config, $$"""
            {
              "Installation": "test",
              "Crm": { "Kind": "Csv", "Folder": "export" },
              "Store": { "Provider": "Sqlite", "ConnectionString": {{JsonSerializer.Serialize("Data Source=" + _folder.Combine("store.db"))}} },
              "Calendar": { "TimeZone": "UTC", "HomeCurrency": "USD" },
              "Mail": { "Mode": "Off", "Channel": "Folder", "From": "digest@example.com", "Folder": { "Path": {{JsonSerializer.Serialize(_folder.Combine("mails"))}} } },
              "Digests": []
            }
            """);
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync([.. args, "--config", Config], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
