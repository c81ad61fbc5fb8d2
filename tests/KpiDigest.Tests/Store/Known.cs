using KpiDigest.Store;
using KpiDigest.Store.Tables;
using NodaTime;

namespace KpiDigest.Tests.Store;

/// <summary>What a table holds, read as the program reads it.</summary>
internal static class Known
{
    /// <summary>The newest versions that are not deleted, by key.</summary>
    public static Task<List<T>> RecordsAsync<T>(Database database, FactTable<T> table, Instant? knownAt = null)
        where T : class => database.ReadAsync(
            async transaction => await new VersionReader(transaction, "hubspot", knownAt is { } at ? Stored.Micros(at) : long.MaxValue).NewestAsync(table, TestContext.Current.CancellationToken).ToListAsync(),
            TestContext.Current.CancellationToken);
}
