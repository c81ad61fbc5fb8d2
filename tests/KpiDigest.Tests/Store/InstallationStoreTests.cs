using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>Whose database it is and what people switched on, on either engine.</summary>
public abstract class InstallationStoreTests : StoreTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 6, 0);

    private InstallationStore Installation => new(Database);

    [Fact]
    public async Task The_first_one_owns_the_database()
    {
        Assert.Null(await Installation.ReadAsync(Now));
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Installation.AdoptAsync($"acme-{i}", At, Now), Now)));

        Assert.Single(ids.Distinct());
        Assert.Equal(ids[0], (await Installation.ReadAsync(Now))!.Id);
    }

    [Fact]
    public async Task Another_installation_is_told_apart()
    {
        Assert.Null(await Installation.CheckAsync("acme-prod", Now));
        await Installation.AdoptAsync("acme-prod", At, Now);

        Assert.Null(await Installation.CheckAsync("acme-prod", Now));
        var fault = await Installation.CheckAsync("acme-test", Now);
        Assert.Contains("belongs to the installation 'acme-prod', the configuration is that of 'acme-test'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_starts_with_its_first_activation()
    {
        await Installation.ActivateAsync(["weekly"], At, Now);
        await Installation.ActivateAsync(["weekly", "quarterly"], At + Duration.FromDays(1), Now);

        Assert.Equivalent(new Dictionary<string, Instant> { ["weekly"] = At, ["quarterly"] = At + Duration.FromDays(1) }, await Installation.ActivationsAsync(Now));
    }

    [Fact]
    public async Task Mail_is_off_until_somebody_turns_it_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Installation.GoLiveAsync(At, Now));
        await Installation.AdoptAsync("acme", At, Now);
        Assert.False(await Installation.IsLiveAsync(Now));
        await Installation.GoLiveAsync(At, Now);
        await Installation.GoLiveAsync(At + Duration.FromDays(1), Now);

        Assert.True(await Installation.IsLiveAsync(Now));
        Assert.Equal(At, (await Installation.ReadAsync(Now))!.LiveAt);
    }
}

public sealed class InstallationStoreOnSqliteTests : InstallationStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class InstallationStoreOnPostgresTests : InstallationStoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
