using KpiDigest.Crm;
using KpiDigest.Tests.Crm.Contract;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Crm;

/// <summary>What every connector over HTTP owes beside <see cref="CrmSourceContract"/>: it gets along with faults, clocks and limits, at the least cost.</summary>
public abstract class CrmApiContract : CrmSourceContract
{
    private static readonly Dictionary<string, WireFault> Broken = new()
    {
        ["500"] = WireFaults.Status(500),
        ["503"] = WireFaults.Status(503),
        ["504"] = WireFaults.Status(504),
        ["timeout"] = WireFaults.Timeout(),
        ["no connection"] = WireFaults.NoConnection(),
        ["cut body"] = WireFaults.CutBody(),
        ["HTML of a proxy"] = WireFaults.Html(502),
        ["HTML instead of JSON"] = WireFaults.Html(200),
        ["wrong JSON"] = WireFaults.WrongJson(),
    };

    public static TheoryData<string> BrokenAnswers => [.. Broken.Keys];

    private protected ContractApi Api => (ContractApi)Crm;

    private protected ContractWire Wire => Api.Wire;

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public virtual async Task An_answer_that_is_broken_once_is_asked_for_again(string answer)
    {
        FailDeals(Broken[answer], times: 1);

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public virtual async Task What_stays_broken_stops_the_sync_and_the_next_one_goes_on(string answer)
    {
        FailDeals(Broken[answer]);

        var e = await FailsAsync();

        Assert.True(e.IsTransient, e.Message);
        await RecoversAsync();
    }

    [Fact]
    public virtual async Task The_time_that_a_limit_asks_for_is_waited()
    {
        FailDeals((_, _) => Task.FromResult(Api.TooMany(TimeSpan.FromSeconds(17))), times: 2);

        await SyncAsync();

        await EveryFactIsRightAsync();
        Assert.Equal(2, Crm.Clock.Waits.Count(w => w == TimeSpan.FromSeconds(17)));
    }

    [Fact]
    public virtual async Task A_limit_that_names_no_time_passes_too()
    {
        FailDeals((_, _) => Task.FromResult(Api.TooMany(null)), times: 3);

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Fact]
    public virtual async Task The_days_limit_ends_the_sync_at_once()
    {
        FailDeals((_, _) => Task.FromResult(Api.DailyLimit()));

        var e = await FailsAsync();

        Assert.Single(Wire.Requests, Api.ReadsDeals);
        Assert.True(e.IsTransient, e.Message);
        await RecoversAsync();
    }

    [Fact]
    public virtual async Task A_token_that_is_no_longer_good_ends_the_sync_and_a_fresh_one_goes_on()
    {
        FailDeals((_, _) => Task.FromResult(Api.Unauthorized()));

        var e = await FailsAsync();

        Assert.False(e.IsTransient, e.Message);
        Assert.True(Wire.Requests.Count(Api.ReadsDeals) <= 2);
        await RecoversAsync();
    }

    [Fact]
    public virtual async Task Deals_that_may_not_be_read_end_the_sync_and_delete_nothing()
    {
        await SyncAsync();
        FailDeals((_, _) => Task.FromResult(Api.Forbidden()));

        var e = await FailsAsync(full: true);

        Assert.False(e.IsTransient, e.Message);
        await EveryFactIsRightAsync();
        await RecoversAsync();
    }

    [Fact]
    public virtual async Task A_kind_that_may_not_be_read_is_missing_by_name_and_what_is_known_of_it_stays()
    {
        await SyncAsync();
        var kind = Api.ForbidOneKind();

        await SyncAsync(full: true);

        await EveryFactIsRightAsync();
        Assert.NotEmpty((await Facts.ReadAccountAsync(Crm.Source, Now))!.Missing[kind]);
    }

    [Fact]
    public virtual async Task A_page_that_comes_twice_makes_no_fact_twice_and_none_absent()
    {
        World = ContractWorld.Of(Api.Pages[Api.DealsObject].Size * 2);
        byte[] body = [];
        var replayed = false;
        Wire.Fault = r => !Api.ReadsDeals(r) || replayed ? null : body.Length == 0 ? Keep : Replay;

        try
        {
            await SyncAsync();
        }
        catch (CrmException)
        {
            await SyncAsync();
        }

        Assert.True(replayed);
        await EveryFactIsRightAsync();
        await NoVersionIsThereTwiceAsync();

        async Task<HttpResponseMessage> Keep(HttpRequestMessage request, Func<Task<HttpResponseMessage>> stub)
        {
            var answer = await stub();
            await answer.Content.LoadIntoBufferAsync();
            body = await answer.Content.ReadAsByteArrayAsync();
            return answer;
        }

        Task<HttpResponseMessage> Replay(HttpRequestMessage request, Func<Task<HttpResponseMessage>> stub)
        {
            replayed = true;
            return Task.FromResult(WireFaults.Answer(200, System.Text.Encoding.UTF8.GetString(body), "application/json"));
        }
    }

    [Fact]
    public virtual async Task A_clock_of_ours_that_runs_ahead_misses_no_change()
    {
        Api.Behind = TimeSpan.FromMinutes(40);
        World.Now -= NodaTime.Duration.FromMinutes(40);
        await SyncAsync();
        await LaterAsync(TimeSpan.FromMinutes(5), w => w.Edit(6, d => d with { Amount = 66m }));

        await SyncAsync();

        await EveryFactIsRightAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public virtual async Task An_object_costs_its_pages_and_one_request(bool changes)
    {
        World = ContractWorld.Of(1_230);
        var all = World;
        if (changes)
        {
            await SyncAsync();
            await LaterAsync(TimeSpan.FromHours(1), w =>
            {
                for (var key = 1; key <= 430; key++) w.Edit(key, d => d with { Amount = 1m + (d.Amount ?? 0) });
            });
        }

        var counts = new SilentProgress();
        await SyncAsync(progress: counts);

        foreach (var (name, pages) in Api.Pages)
        {
            var records = changes ? (name == Api.DealsObject ? 430 : 0) : pages.Records(all);
            var most = Requests(records, changes ? pages.ChangesSize : pages.Size) + Requests(records, changes ? pages.ChangesHistorySize : pages.HistorySize) + 1;
            Assert.True(counts.Requests.GetValueOrDefault(name).Made <= most, $"{name}: {counts.Requests.GetValueOrDefault(name).Made} requests for {records} records, {most} allowed");
        }

        Assert.Equal(counts.RequestsPlanned, counts.RequestsMade);
        Assert.True(counts.Requests.Count >= Api.Pages.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public virtual async Task A_fifth_of_all_requests_may_fail(int seed)
    {
        World = ContractWorld.Of(3_000);

        await FailingFifthAsync(seed, mostSyncs: 30);
    }

    [Fact]
    [Trait("Length", "Long")]
    public virtual async Task A_fifth_of_all_requests_may_fail_during_a_load_of_a_quarter_of_a_million_deals()
    {
        Need.LongRun();
        World = ContractWorld.Of(250_000);

        await FailingFifthAsync(seed: 3, mostSyncs: 300);
    }

    [Fact]
    public virtual async Task Nothing_that_a_sync_says_shows_a_customer_a_person_or_a_token()
    {
        var said = new List<string>();
        var counts = new SilentProgress();
        foreach (var fault in Broken.Values.Concat(Refusals()))
        {
            FailDeals(fault);
            said.Add((await Assert.ThrowsAsync<CrmException>(() => SyncAsync(progress: counts))).ToString());
            said.Add((await Facts.ReadSyncStateAsync(Crm.Source, Now)).LastFault!);
        }

        Wire.Fault = static _ => null;
        said.AddRange((await SyncAsync(progress: counts)).Warnings);
        said.AddRange(counts.Requests.Keys);

        Assert.True(said.Count > 20);
        Assert.DoesNotContain(said, s => s.Contains(ContractWorld.Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(said, s => s.Contains(Api.Secret, StringComparison.Ordinal));
    }

    private IEnumerable<WireFault> Refusals() =>
        [(_, _) => Task.FromResult(Api.Unauthorized()), (_, _) => Task.FromResult(Api.Forbidden()), (_, _) => Task.FromResult(Api.DailyLimit()), (_, _) => Task.FromResult(Api.TooMany(TimeSpan.FromHours(2)))];

    /// <summary>Syncs again and again while a fifth of all requests fails, changing deals in between; then one without faults must find nothing left to do.</summary>
    private async Task FailingFifthAsync(int seed, int mostSyncs)
    {
        var mishaps = new Mishaps(Api, seed, 0.2);
        Wire.Fault = _ => mishaps.Next();
        await Crm.ShowAsync(World);
        var complete = 0;
        for (var sync = 0; sync < mostSyncs && complete < 2; sync++)
        {
            try
            {
                await SyncAsync();
                complete++;
            }
            catch (CrmException e) when (e.IsTransient)
            {
                // The process ends; the next one goes on.
            }

            await LaterAsync(TimeSpan.FromMinutes(30), w => w.Edit(1 + (sync * 7 % 3_000), d => d with { Amount = sync }));
        }

        Assert.Equal(2, complete);
        Assert.True(mishaps.Count > 5);
        Wire.Fault = static _ => null;
        await SyncAsync();
        await EveryFactIsRightAsync();
        await NoVersionIsThereTwiceAsync();
        Assert.Equal(0, (await SyncAsync(full: true)).Written);
    }

    private void FailDeals(WireFault fault, int times = int.MaxValue)
    {
        Wire.Forget();
        Wire.Fault = r => Api.ReadsDeals(r) && times-- > 0 ? fault : null;
    }

    private async Task<CrmException> FailsAsync(bool full = false)
    {
        var e = await Assert.ThrowsAsync<CrmException>(() => SyncAsync(full));
        Assert.Equal(e.Message, (await Facts.ReadSyncStateAsync(Crm.Source, Now)).LastFault);
        return e;
    }

    private async Task RecoversAsync()
    {
        Wire.Fault = static _ => null;
        await LaterAsync(TimeSpan.FromHours(1), w => w.Edit(2, d => d with { Amount = 22m }));
        await SyncAsync();
        await EveryFactIsRightAsync();
        await NoVersionIsThereTwiceAsync();
        Assert.Null((await Facts.ReadSyncStateAsync(Crm.Source, Now)).LastFault);
    }

    private static int Requests(int records, int size) => size == 0 ? 0 : (records + size - 1) / size;
}
