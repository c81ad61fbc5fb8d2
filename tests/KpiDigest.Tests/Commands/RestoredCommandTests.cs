using KpiDigest.Commands;
using KpiDigest.DemoCrm;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace KpiDigest.Tests.Commands;

/// <summary>What the command line says of a database that was put back, and of a worker that refused a configuration.</summary>
public sealed class RestoredCommandTests : IAsyncLifetime
{
    private Shell _shell = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shell = await Shell.OnAsync(DemoCompany.Generate());
        Assert.Equal(ExitCode.Done, (await _shell.RunAsync("migrate")).Exit);
        await WithStoreAsync(async database =>
        {
            await new InstallationStore(database).AdoptAsync("test", Instant.FromUtc(2026, 1, 1, 0, 0), Now);
            var watch = new RestoreWatch(database, "");
            Assert.Null(await watch.BeatAsync(Now));
            Assert.Null(await watch.BeatAsync(Now));
        });
    }

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task A_restored_database_is_refused_by_run_until_somebody_has_accepted_it()
    {
        Assert.Equal(ExitCode.Done, (await _shell.RunAsync("status")).Exit);
        File.Delete(_shell.Folder.Combine("store.db.beat"));

        var (exit, _, error) = await _shell.RunAsync("run");
        Assert.Equal(ExitCode.Held, exit);
        Assert.Contains("was restored, copied or moved", error, StringComparison.Ordinal);
        Assert.Contains("kpidigest outbox accept", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Held, (await _shell.RunAsync("run")).Exit);
        var status = await _shell.RunAsync("status");
        Assert.Equal(ExitCode.Held, status.Exit);
        Assert.Contains("NOTHING IS SENT: ", status.Out, StringComparison.Ordinal);

        var accepted = await _shell.RunAsync("outbox", "accept", "--yes");
        Assert.True(accepted.Exit == ExitCode.Done, accepted.Error);
        Assert.Contains("accepted: 'kpidigest run' starts again.", accepted.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await _shell.RunAsync("status")).Exit);
        await WithStoreAsync(async database => Assert.Null(await new RestoreWatch(database, "").BeatAsync(Now)));
        Assert.Contains("nothing is in doubt", (await _shell.RunAsync("outbox", "accept", "--yes")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_names_the_worker_and_every_fault_of_the_configuration_it_refused()
    {
        await WithStoreAsync(database => new WorkerBook(database).SeenAsync("machine:7", "abc", "Calendar:TimeZone is no zone\nMail:From is missing", Now));

        var (_, output, _) = await _shell.RunAsync("status");
        Assert.Contains("worker machine:7: configuration abc; a newer one is refused: Calendar:TimeZone is no zone; Mail:From is missing", output, StringComparison.Ordinal);
        var worker = (await _shell.JsonAsync("status")).GetProperty("workers")[0];
        Assert.Equal("Calendar:TimeZone is no zone\nMail:From is missing", worker.GetProperty("refused").GetString());
    }

    private async Task WithStoreAsync(Func<Database, Task> use)
    {
        await using (var database = new Database(new StoreOptions { ConnectionString = "Data Source=" + _shell.Folder.Combine("store.db") })) await use(database);
        SqliteConnection.ClearAllPools();
    }
}
