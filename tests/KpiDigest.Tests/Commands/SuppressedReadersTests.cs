using KpiDigest.Commands;
using KpiDigest.DemoCrm;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Tests.Commands;

public class SuppressedReadersTests
{
    private const string Digests = """
        [ { "Id": "weekly", "Template": "weekly", "Schedule": { "Cron": "0 0 7 ? * MON" },
            "Recipients": [ { "Email": "Boss@example.com", "Scope": "company" }, { "Email": "other@example.com", "Scope": "company" } ] } ]
        """;

    [Fact]
    public async Task Whoever_gets_nothing_has_no_due_time_and_a_note()
    {
        await using var shell = await Shell.OnAsync(DemoCompany.Generate(), Digests);
        Assert.Contains("boss@example.com", (await shell.RunAsync("schedules", "next")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(shell.Folder.Combine("store.db")));
        await shell.RunAsync("migrate");
        await SuppressAsync(shell, null);

        var (exit, output, error) = await shell.RunAsync("schedules", "next");

        Assert.Equal(ExitCode.Done, exit);
        Assert.DoesNotContain("boss@example.com", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("other@example.com", output, StringComparison.Ordinal);
        Assert.Contains("note: weekly: no mail for boss@example.com: suppressed: stopped since ", error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("note   recipients    weekly: no mail for boss@example.com: suppressed: ", (await shell.RunAsync("doctor")).Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_due_after_a_pause_is_listed()
    {
        await using var shell = await Shell.OnAsync(DemoCompany.Generate(), Digests);
        await shell.RunAsync("migrate");
        await SuppressAsync(shell, Duration.FromDays(10));

        var (_, output, error) = await shell.RunAsync("schedules", "next", "--count", "4");

        var lines = output.Split('\n');
        Assert.Equal(4, lines.Count(l => l.Contains("other@", StringComparison.Ordinal)));
        Assert.InRange(lines.Count(l => l.Contains("boss@", StringComparison.OrdinalIgnoreCase)), 2, 3);
        Assert.Contains(" until ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_takes_no_due_time_away()
    {
        await using var shell = await Shell.OnAsync(DemoCompany.Generate(), Digests);
        await File.WriteAllTextAsync(shell.Folder.Combine("store.db"), "this is no database, and long enough to be seen as none", TestContext.Current.CancellationToken);

        var (exit, output, error) = await shell.RunAsync("schedules", "next");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("boss@example.com", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("note: who gets no mail (stopped, paused, bounced, left) is not known: ", error, StringComparison.Ordinal);
    }

    private static async Task SuppressAsync(Shell shell, Duration? length)
    {
        await using var database = new Database(new StoreOptions { Provider = StoreProvider.Sqlite, ConnectionString = $"Data Source={shell.Folder.Combine("store.db")}" });
        await new SuppressionStore(database).AddAsync("boss@example.com", length is null ? "" : "weekly", length is null ? SuppressionKind.Stopped : SuppressionKind.Paused, "asked", length, TestContext.Current.CancellationToken);
    }
}
