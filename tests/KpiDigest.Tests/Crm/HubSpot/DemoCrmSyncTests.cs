using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using KpiDigest.Secrets;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using KpiDigest.Tests.DemoCrm;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>The real client over real HTTP against the built-in CRM, into a real store.</summary>
public sealed class DemoCrmSyncTests : StoreTests
{
    private readonly ImpatientClock _clock = new(DemoWorld.Data.EndsAt.ToDateTimeOffset());
    private readonly SilentProgress _progress = new();
    private readonly CrmOptions _options = new() { Kind = "HubSpot" };

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    private FactStore Facts => new(Database);

    [Fact]
    public async Task The_whole_company_arrives_once()
    {
        await using var server = await StartAsync(DemoWorld.Data);

        await SyncAsync(server);

        var counts = await Facts.CountsAsync("hubspot", Now);
        Assert.Equal(Living("deals"), counts[FactKind.Deal]);
        Assert.Equal(Living("companies"), counts[FactKind.Account]);
        Assert.Equal(Living("meetings") + Living("calls") + Living("emails"), counts[FactKind.Activity]);
        Assert.Equal(Living("leads"), counts[FactKind.Prospect]);
        Assert.Equal(Living("goal_targets"), counts[FactKind.Quota]);
        Assert.Equal((DemoWorld.Data.Owners.Count, DemoWorld.Data.Teams.Count), (counts[FactKind.Rep], counts[FactKind.Team]));
        Assert.Equal(server.Faults.RequestCount, _progress.RequestsMade);
        Assert.Equal(_progress.RequestsPlanned, _progress.RequestsMade);
        var won = DemoWorld.Living.Where(d => d.Stage.IsWon).Sum(d => d.HomeAmount ?? 0);
        Assert.Equal(won, await ScalarAsync<long>("select sum(home_amount) from deals where status = 1") / 10_000m);
        var history = DemoWorld.Living.Sum(d => d.History.Select(h => (h.Property, h.At)).Distinct().Count());
        // A field that was set a day after its deal was made or later was not set before: that is an entry too.
        history += DemoWorld.Living.Sum(d => d.History.GroupBy(h => h.Property).Count(h => h.Min(e => e.At) - d.Created > Duration.FromDays(1)));
        Assert.Equal(history, await ScalarAsync<long>("select count(*) from deal_changes"));

        _clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(0, (await SyncAsync(server)).Written);
    }

    [Fact]
    public async Task Edits_deletions_merges_and_leavers_arrive()
    {
        await using var server = await StartAsync(Small());
        await SyncAsync(server);
        var ids = Small().Records["deals"].Select(d => d.Id).ToList();
        server.Store.Now += Duration.FromMinutes(30);
        server.Store.EditDeal(ids[0], d => d with { Amount = 4_321.5m });
        server.Store.Archive("deals", ids[1]);
        server.Store.Merge("deals", winner: ids[2], loser: ids[3]);
        server.Store.PutOwner(server.Store.Owners[0] with { Archived = true });
        _clock.Pass(TimeSpan.FromHours(1));

        await SyncAsync(server);

        Assert.Equal(43_215_000, await ScalarAsync<long>($"select amount from deals where id = '{ids[0]}' order by recorded_at desc limit 1"));
        Assert.Equal(1, await ScalarAsync<long>($"select deleted from deals where id = '{ids[1]}' order by recorded_at desc limit 1"));
        Assert.Equal(0, await ScalarAsync<long>($"select deleted from deals where id = '{ids[2]}' order by recorded_at desc limit 1"));
        Assert.Equal(1, await ScalarAsync<long>($"select deleted from deals where id = '{ids[3]}' order by recorded_at desc limit 1"));
        Assert.Equal(0, await ScalarAsync<long>($"select active from reps where id = '{server.Store.Owners[0].Id}' order by recorded_at desc limit 1"));
    }

    [Fact]
    public async Task Whatever_request_fails_the_next_sync_ends_with_the_same_facts()
    {
        await using var server = await StartAsync(Small());
        await SyncAsync(server);
        var clean = await FactsAsync();
        var requests = server.Faults.RequestCount;
        for (var failing = 1; failing <= requests; failing += 3)
        {
            await using var broken = await StartAsync(Small());
            await using var test = await TestDatabase.CreateAsync(StoreProvider.Sqlite);
            broken.Faults.FailAt(failing, DemoFault.Answer(400, """{"message":"no","category":"VALIDATION_ERROR"}"""));
            await Assert.ThrowsAsync<CrmException>(() => SyncAsync(broken, test.Database));

            await SyncAsync(broken, test.Database);

            Assert.Equal(clean, await FactsAsync(test.Database));
        }
    }

    [Fact]
    public async Task Broken_late_and_cut_answers_change_nothing()
    {
        await using var server = await StartAsync(Small());
        await SyncAsync(server);
        var clean = await FactsAsync();
        await using var broken = await StartAsync(Small());
        await using var test = await TestDatabase.CreateAsync(StoreProvider.Sqlite);
        _options.TimeoutSeconds = 1;
        var faults = new[]
        {
            DemoFault.BrokenJson(), DemoFault.Cut(), DemoFault.Cut(0.5), DemoFault.Html(502), DemoFault.Answer(200, "<html>login</html>", "text/html"), DemoFault.TooMany(),
            DemoFault.TooMany(retryAfterSeconds: 7), DemoFault.Answer(423), DemoFault.Answer(524, "", "text/html"),
        };
        broken.Faults.OnRequest = r => r.Number % 2 == 0 && r.Number / 2 <= faults.Length ? faults[(r.Number / 2) - 1] : r.Number == 25 ? DemoFault.Late(TimeSpan.FromSeconds(3)) : null;

        await SyncAsync(broken, test.Database);

        Assert.Equal(clean, await FactsAsync(test.Database));
        Assert.True(broken.Faults.RequestCount > 25);
    }

    [Fact]
    public async Task Inside_the_budget_hubspot_never_says_429_and_beyond_it_the_sync_still_ends()
    {
        await using var server = await StartAsync(Small());
        (server.Faults.EnforceRates, server.Faults.RateClock, server.Faults.BurstLimit) = (true, _clock, 12);
        _options.RequestsPerTenSeconds = 12;
        await SyncAsync(server);
        var inside = _clock.Waits.Count(w => w == TimeSpan.FromSeconds(10));
        await using var second = await StartAsync(Small());
        await using var test = await TestDatabase.CreateAsync(StoreProvider.Sqlite);
        (second.Faults.EnforceRates, second.Faults.RateClock, second.Faults.BurstLimit) = (true, _clock, 12);
        _options.RequestsPerTenSeconds = 1000;

        await SyncAsync(second, test.Database);

        Assert.Equal(0, inside);
        Assert.Contains(TimeSpan.FromSeconds(10), _clock.Waits);
        Assert.Equal(await FactsAsync(), await FactsAsync(test.Database));
    }

    [Fact]
    public async Task A_token_that_expires_in_the_middle_stops_the_sync_and_a_new_one_resumes_it()
    {
        await using var server = await StartAsync(Small());
        server.Faults.ExpireTokenAfter(20);
        var e = await Assert.ThrowsAsync<CrmException>(() => SyncAsync(server));
        var state = await Facts.ReadSyncStateAsync("hubspot", Now);
        server.Faults.RenewToken();
        server.Token = "rotated-token";

        await SyncAsync(server);

        Assert.Contains("put a new one in Crm:Token", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, state.LastFault);
        Assert.Null((await Facts.ReadSyncStateAsync("hubspot", Now)).LastFault);
    }

    [Fact]
    public async Task A_token_without_the_goals_scope_gives_everything_else()
    {
        await using var server = await StartAsync(Small());
        server.Faults.RemoveScope("crm.objects.goals.read");
        server.Faults.RemoveScope("settings.users.teams.read");

        var summary = await SyncAsync(server);

        Assert.Contains(summary.Warnings, w => w.Contains("crm.objects.goals.read", StringComparison.Ordinal));
        Assert.Contains("crm.objects.goals.read", (await Facts.ReadAccountAsync("hubspot", Now))!.Missing[FactKind.Quota], StringComparison.Ordinal);
        Assert.Equal(Small().Teams.Count, (await Facts.CountsAsync("hubspot", Now))[FactKind.Team]);
    }

    private static DemoCrmData Small() => DemoWorld.Data with
    {
        Records = DemoWorld.Data.Records.ToDictionary(r => r.Key, r => (IReadOnlyList<DemoRecord>)[.. r.Value.Where(x => x.ArchivedAt is null && x.MergedIds.Count == 0).Take(260)]),
    };

    private static int Living(string type) => DemoWorld.Data.Records[type].Count(r => r.ArchivedAt is null);

    private static Task<DemoCrmServer> StartAsync(DemoCrmData data) => DemoCrmServer.StartAsync(data, 0, null, Now);

    private async Task<SyncSummary> SyncAsync(DemoCrmServer server, Database? database = null)
    {
        (_options.BaseUrl, _options.Token) = (server.BaseUrl.ToString(), new SecretText(server.Token));
        using var source = new HubSpotSource(_options, _clock);
        return await new CrmSync(source, new FactStore(database ?? Database), _clock).RunAsync(false, _progress, Now);
    }

    /// <summary>Everything stored, without when it was recorded.</summary>
    private async Task<string> FactsAsync(Database? database = null)
    {
        var lines = new List<string>();
        foreach (var table in FactTables.Kinds.Append(FactTables.Changes))
        {
            // Hashes have another key in each database, so the columns themselves are compared.
            var row = string.Join(" || '|' || ", table.Key.Concat(table.Content).Select(column => $"coalesce({column.Name}, '-')").Append("deleted"));
            lines.Add(table.Name);
            lines.AddRange(await (database ?? Database).UseAsync(connection => Dapper.SqlMapper.QueryAsync<string>(connection, $"select {row} from {table.Name} order by 1"), Now));
        }

        return string.Join('\n', lines);
    }
}
