using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Store;
using KpiDigest.Tests.Crm.Contract;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Tests.Crm;

/// <summary>
/// What every connector owes, whatever its CRM: the store holds exactly the CRM's records, each version once. One subclass a connector; a case
/// that a CRM cannot have is overridden with <see cref="CannotBe"/> and the reason. What speaks HTTP owes <see cref="CrmApiContract"/> too.
/// </summary>
public abstract class CrmSourceContract : StoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    private protected ContractCrm Crm => field ??= Create();

    private protected ContractWorld World { get; set; } = ContractWorld.Of(230);

    private protected FactStore Facts => new(Database);

    private protected abstract ContractCrm Create();

    protected override async ValueTask CloseAsync() => await Crm.DisposeAsync();

    [Fact]
    public virtual async Task A_first_load_brings_everything()
    {
        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(World.Living.Count(), await ScalarAsync<int>("select count(*) from deals"));
    }

    [Fact]
    public virtual async Task Nothing_changed_writes_no_version()
    {
        await SyncAsync();

        Assert.Equal(0, (await SyncAsync()).Written);
        Assert.Equal(0, (await SyncAsync(full: true)).Written);
    }

    [Fact]
    public virtual async Task What_changed_arrives_and_is_one_version()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(1), w =>
        {
            w.Edit(4, d => d with { Amount = 4_321.5m });
            w.Edit(5, d => d with { Stage = WorldStage.Won, Close = w.Now.InUtc().Date });
            w.Edit(7, d => d with { Owner = 4 });
            w.Edit(8, d => d with { Amount = null });
            w.Add(233, w.Now);
        });

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(230 + 5, await ScalarAsync<int>("select count(*) from deals"));
    }

    [Fact]
    public virtual async Task A_renamed_account_and_a_rep_who_changes_teams_arrive()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(1), w =>
        {
            w.Put(w.Account(3) with { Name = $"{ContractWorld.Mark}firm renamed", Modified = w.Now });
            w.Put(w.Person(2) with { Team = w.Person(1).Team });
        });

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task A_deleted_deal_is_gone_and_its_past_stays()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(25), w => w.Delete(9));

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(2, await ScalarAsync<int>("select count(*) from deals where id = @id", new { id = Crm.Id(FactKind.Deal, 9) }));
    }

    [Fact]
    public virtual async Task A_restored_deal_is_back()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(25), w => w.Delete(9));
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(25), w => w.Restore(9));

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task What_was_deleted_too_long_ago_to_be_listed_goes_with_a_full_sync()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromDays(200), w => w.Delete(9));
        await Crm.ForgetDeletedAsync();

        await SyncAsync(full: true);

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task Of_two_merged_deals_one_stays()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(25), w => w.Merge(winner: 11, loser: 12));

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task An_owner_who_left_stays_as_inactive_with_the_deals()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromHours(1), w => w.Put(w.Person(3) with { Active = false, Team = 0 }));

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Contains(World.Living, d => d.Owner == 3);
    }

    [Fact]
    public virtual async Task A_change_that_shows_only_after_a_later_sync_is_found()
    {
        await SyncAsync();
        await LaterAsync(TimeSpan.FromMinutes(2), w => w.Edit(20, d => d with { Amount = 7m }, w.Now - Duration.FromMinutes(6)));

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task An_empty_crm_is_no_fault()
    {
        World = ContractWorld.Empty();

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(0, (await SyncAsync()).Written);
    }

    [Fact]
    public virtual async Task One_record_is_enough()
    {
        World = ContractWorld.Of(1);

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public virtual async Task A_sync_that_was_killed_goes_on_to_the_same_facts(int page)
    {
        await Assert.ThrowsAsync<TimeoutException>(() => SyncAsync(progress: new KilledAfter(page)));
        Assert.Equal("killed", (await Facts.ReadSyncStateAsync(Crm.Source, Now)).LastFault);
        await LaterAsync(TimeSpan.FromHours(1), w => w.Edit(2, d => d with { Amount = 99m }));

        await SyncAsync();

        await EveryFactIsRightAsync();
        await NoVersionIsThereTwiceAsync();
        Assert.Equal(0, (await SyncAsync(full: true)).Written);
    }

    [Fact]
    [Trait("Length", "Long")]
    public virtual async Task A_quarter_of_a_million_deals_arrive()
    {
        Need.LongRun();
        World = ContractWorld.Of(250_000);

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(0, (await SyncAsync()).Written);
    }

    /// <summary>For a case that this CRM cannot have: nothing is left to run, and the test's output says why. (A skip would say that something was not tried.)</summary>
    private protected static Task CannotBe(string why)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"This CRM cannot have it: {why}.");
        return Task.CompletedTask;
    }

    /// <summary>Time passes, the world changes, the CRM shows it.</summary>
    private protected async Task LaterAsync(TimeSpan time, Action<ContractWorld> change)
    {
        Crm.Clock.Pass(time);
        World.Now = Crm.CrmNow.ToInstant();
        change(World);
        await Crm.ShowAsync(World);

        // A clock in HTTP tells whole seconds; what was written in this one is found in the next.
        Crm.Clock.Pass(TimeSpan.FromSeconds(2));
    }

    /// <summary>A sync by a process of its own.</summary>
    private protected async Task<SyncSummary> SyncAsync(bool full = false, ISyncProgress? progress = null)
    {
        if (!IsShown) await Crm.ShowAsync(World);
        IsShown = true;
        using var source = Crm.Open();
        return await new CrmSync(source, Facts, Crm.Clock).RunAsync(full, progress ?? new SilentProgress(), Now);
    }

    private protected async Task EveryFactIsRightAsync() =>
        Assert.Equal(ContractFacts.Expected(World, Crm), await ContractFacts.StoredAsync(Database, Now));

    /// <summary>No two versions of a fact that follow one another are the same.</summary>
    private protected async Task NoVersionIsThereTwiceAsync()
    {
        foreach (var (table, key) in new[] { ("deals", "id"), ("accounts", "id"), ("reps", "id"), ("activities", "id, kind"), ("quotas", "id"), ("deal_changes", "deal_id, field, at") })
        {
            var twice = $"select hash, deleted, lag(hash) over (partition by {key} order by recorded_at) as before, lag(deleted) over (partition by {key} order by recorded_at) as gone from {table}";
            Assert.Equal(0, await ScalarAsync<int>($"select count(*) from ({twice}) v where hash = before and deleted = gone"));
        }
    }

    private bool IsShown { get; set; }

    /// <summary>Dies when so many pages have been stored, as a killed process does.</summary>
    private sealed class KilledAfter(int pages) : SilentProgress
    {
        private int _left = pages;

        public override void Stored(string objectName, int records)
        {
            if (--_left == 0) throw new TimeoutException("killed");
        }
    }
}
