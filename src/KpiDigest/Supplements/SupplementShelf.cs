using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Supplements;

/// <summary>The supplement files as they were known at an instant.</summary>
/// <param name="store">Where they are.</param>
/// <param name="hasFolder">Whether a folder is configured; for the reason that is given where a file is not there.</param>
/// <param name="zone">Zone of the dates in what is said about versions.</param>
internal sealed class SupplementShelf(SupplementStore store, bool hasFolder, DateTimeZone zone)
{
    /// <param name="knownAt">Versions recorded later are not seen.</param>
    /// <param name="orFirst">A file of which nothing was known yet is read as it first was.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<SupplementSet> ReadAsync(Instant knownAt, bool orFirst, CancellationToken cancellationToken) =>
        new(await store.ReadAsync(knownAt, orFirst, cancellationToken), hasFolder, zone);
}
