using System.Text.Json;
using KpiDigest.Commands;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Supplements;

namespace KpiDigest.Tests.Commands;

/// <summary>Supplements on the command line: check, sync and what KPIs then say.</summary>
public sealed class SupplementCommandTests : IAsyncLifetime
{
    private const string Broken = "date,source,sessions,leads\n2026-11-09,paid,none,1\n2026-11-10,paid,5,6\n";

    private Shell _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _shell = await Shell.OnAsync(DemoCompany.Generate());
        var configuration = await File.ReadAllTextAsync(_shell.Config);
        await File.WriteAllTextAsync(_shell.Config, configuration.Replace(JsonSerializer.Serialize(_shell.Supplements), "\"extra\"", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task Check_lists_all_faults_of_all_files_and_the_rows_of_the_others()
    {
        Write("traffic.csv", Broken);
        Write("quotas.csv", "subject,first_day,last_day,amount\nNorth,2026-10-01,2026-12-31,1.234\n");
        Write("spend.csv", Sample.Text("spend.csv"));
        Write("quota.csv", "");

        var (exit, output, error) = await _shell.RunAsync("check");

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains("spend.csv: 2 rows.", output, StringComparison.Ordinal);
        Assert.Contains("quota.csv is no supplement and is not read; did you mean quotas.csv?", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "supplement: quotas.csv row 2, subject 'North': expected company, team:NAME, team:#ID, rep:NAME, rep:#ID or rep:EMAIL",
                "supplement: quotas.csv row 2, amount '1.234': could be read in two ways: write 1234 as 1234 and 1.234 as 1.2340",
                "supplement: traffic.csv row 2, sessions 'none': is no number: write it as 1234.56",
                "supplement: traffic.csv row 3, leads '6': is more than sessions",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_a_fault_of_check_and_no_obstacle_to_a_sync()
    {
        var (exit, _, error) = await _shell.RunAsync("check");
        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains($"Supplements:Folder = \"{Folder}\": no such folder.", error, StringComparison.Ordinal);

        var sync = await _shell.RunAsync("sync");
        Assert.True(sync.Exit == ExitCode.Done, sync.Error);
        Assert.Contains("no such folder", sync.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_takes_files_and_says_whom_the_crm_does_not_know_and_which_quotas_they_replace()
    {
        var data = DemoCompany.Generate();
        var rep = data.Owners[0].Email;
        var rows = string.Concat(data.Owners.Select(owner => $"rep:{owner.Email},2026-10-01,2026-12-31,777\n"));
        Write("quotas.csv", $"subject,first_day,last_day,amount\nrep:Nobody Here,2026-10-01,2026-12-31,1\n{rows}");
        Write("traffic.csv", Broken);

        var (exit, output, error) = await _shell.RunAsync("sync");
        Assert.True(exit == ExitCode.Done, error);
        Assert.Contains("note: quotas.csv: taken, ", output, StringComparison.Ordinal);
        Assert.Contains("note: traffic.csv: refused, 2 faults; none of its rows counts.", output, StringComparison.Ordinal);
        Assert.Contains("note: quotas.csv row 2, subject 'rep:Nobody Here': No rep is called 'Nobody Here'", output, StringComparison.Ordinal);
        Assert.Matches("note: quotas.csv replaces [0-9]+ of the CRM's [0-9]+ quotas.", output);

        var check = await _shell.RunAsync("check");
        Assert.Equal(ExitCode.BadUsage, check.Exit);
        Assert.Contains("supplement: quotas.csv row 2, subject 'rep:Nobody Here': No rep is called", check.Error, StringComparison.Ordinal);
        var quota = await _shell.JsonAsync("kpi", "target-achievement", "--period", "2026-Q4", "--scope", $"rep:{rep}");
        Assert.Contains("777", quota.GetRawText(), StringComparison.Ordinal);
    }

    private string Folder => _shell.Folder.Combine("extra");

    private void Write(string name, string text) => _shell.Folder.Write("extra/" + name, text);
}
