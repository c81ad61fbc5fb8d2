using System.Text.Json;
using KpiDigest.Commands;
using KpiDigest.Commands.Doctor;
using KpiDigest.Configuration;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using KpiDigest.Tests.Delivery.Graph;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Commands.Doctor;

public class DoctorCommandTests(SyncedDemo demo) : IClassFixture<SyncedDemo>
{
    [Fact]
    public async Task What_is_well_is_said_and_a_scope_nobody_has_is_a_fault_with_its_fix()
    {
        var (exit, output, _) = await demo.Shell.RunAsync("doctor");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("ok     database", output, StringComparison.Ordinal);
        Assert.Contains("ok     crm           HubSpot account", output, StringComparison.Ordinal);
        Assert.Contains("ok     mail          mails can be written", output, StringComparison.Ordinal);
        Assert.Contains("FAULT  recipients    nobody@example.com (weekly): No team is called 'Nowhere'.", output, StringComparison.Ordinal);
        Assert.Contains("→ correct the scope", output, StringComparison.Ordinal);
        Assert.EndsWith("1 fault: see FAULT above." + Environment.NewLine, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_crm_user_is_proven_to_see_everything_or_what_it_does_not_see_is_a_fault()
    {
        var (_, well, _) = await demo.Shell.RunAsync("doctor");
        Assert.Matches("ok     crm           the CRM user sees everything: [0-9]+ companies, [0-9]+ deals, [0-9]+ leads, .*, all stored, and every owner of a deal", well);

        await using var shell = await Shell.OnAsync(DemoCompany.Generate());
        await shell.RunAsync("sync");
        for (var id = 1; id <= 100; id++) shell.Server.Store.Put("leads", shell.Server.Store.All<LeadRecord>("leads")[0] with { Id = id });
        var (exit, output, _) = await shell.RunAsync("doctor");
        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains(" leads, ", output, StringComparison.Ordinal);
        Assert.Contains("Check what the CRM user may see, then run 'kpidigest sync --full'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_goes_to_a_new_folder_and_never_to_one_that_holds_something()
    {
        await using var shell = await Shell.OnAsync(DemoCompany.Generate());
        var folder = Path.Combine(shell.Folder.Path, "recording");

        var (_, output, _) = await shell.RunAsync("doctor", "--record", folder);

        Assert.Contains("ok     recording     ", output, StringComparison.Ordinal);
        Assert.True(Directory.GetFiles(folder, "*.json").Length > 30);
        Assert.DoesNotContain(Directory.GetFiles(folder), f => File.ReadAllText(f).Contains("Sullivan", StringComparison.Ordinal));
        Assert.Equal(ExitCode.BadUsage, (await shell.RunAsync("doctor", "--record", folder)).Exit);
    }

    [Fact]
    public async Task As_json_it_is_a_list_for_monitors()
    {
        var (_, output, _) = await demo.Shell.RunAsync("doctor", "--format", "json");

        using var findings = JsonDocument.Parse(output);
        Assert.Contains(findings.RootElement.EnumerateArray(), f => f.GetProperty("part").GetString() == "crm" && f.GetProperty("grade").GetString() == "ok");
    }

    [Fact]
    public async Task Before_the_first_sync_nothing_is_made_and_a_wrong_token_is_named()
    {
        await using var shell = await Shell.OnAsync(DemoCompany.Generate());
        var written = await File.ReadAllTextAsync(shell.Config, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(shell.Config, written.Replace("\"Token\": \"", "\"Token\": \"wrong", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (exit, output, _) = await shell.RunAsync("doctor");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("FAULT  crm", output, StringComparison.Ordinal);
        Assert.Contains("does not exist yet", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(shell.Folder.Path, "store.db")));
    }

    [Fact]
    public async Task The_bounces_are_looked_at_and_left_where_they_are()
    {
        using var folder = new TempFolder();
        folder.Write("bounces/report.eml", "?");
        File.SetLastWriteTimeUtc(folder.Combine("bounces", "report.eml"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var finding = Assert.Single(await BounceFindings.OfAsync(new AppOptions(), folder.Combine("bounces"), TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal((Grade.Ok, $"{folder.Combine("bounces")} can be read; 1 messages wait"), (finding.Grade, finding.Text));
        Assert.True(File.Exists(folder.Combine("bounces", "report.eml")));
    }

    [Fact]
    public async Task A_mailbox_of_bounces_that_may_not_be_read_is_a_fault()
    {
        await using var graph = await GraphStub.StartAsync();
        graph.MayRead = false;
        var options = new AppOptions { Mail = { Graph = graph.Options() }, Bounces = { Mailbox = GraphStub.User } };

        var finding = Assert.Single(await BounceFindings.OfAsync(options, null, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(Grade.Fault, finding.Grade);
        Assert.Contains("give the application Mail.ReadWrite", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, Grade.Ok)]
    [InlineData(-30, Grade.Ok)]
    [InlineData(31, Grade.Fault)]
    [InlineData(-31, Grade.Fault)]
    public void A_clock_that_differs_by_more_than_its_tolerance_is_a_fault(int seconds, object grade) =>
        Assert.Equal(grade, ClockFinding.Of("the database", Duration.FromSeconds(seconds), Duration.FromSeconds(30)).Grade);
}
