using KpiDigest.Commands;
using KpiDigest.DemoCrm;

namespace KpiDigest.Tests.Commands;

/// <summary>Approval and correction on the command line.</summary>
public sealed class CorrectionCommandTests : IAsyncLifetime
{
    private Shell _shell = null!;

    public async ValueTask InitializeAsync() => _shell = await Shell.OnAsync(DemoCompany.Generate());

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task A_preview_of_made_data_needs_nothing_configured()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["preview", "weekly", "--sample", "--as", "sales.leader@example.com", "--out", _shell.Folder.Combine("sample"), "--config", _shell.Folder.Combine("none.json")], output, error);
        Assert.True(exit == ExitCode.Done, error.ToString());
        Assert.Contains("sales-leader-example-com.html", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_shell.Folder.Combine("sample")).Length);
    }

    [Fact]
    public async Task Check_prints_the_bands()
    {
        var (_, output, _) = await _shell.RunAsync("check");
        Assert.Matches(@"slippage +less +0\.2 +0\.35", output);
        Assert.Matches(@"coverage +more +what is required +0\.8 of it", output);
    }

    [Fact]
    public async Task A_mail_that_does_not_exist_cannot_be_shown()
    {
        var (exit, _, error) = await _shell.RunAsync("outbox", "show", "7");
        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains("there is no mail 7", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_needs_todays_data()
    {
        var (exit, _, error) = await _shell.RunAsync("replay", "weekly", "--period", "2017-W50", "--reissue");
        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains("--reissue needs --with-current-data", error, StringComparison.Ordinal);
    }
}
