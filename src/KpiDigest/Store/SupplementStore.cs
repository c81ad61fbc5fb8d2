using System.Data.Common;
using System.Text;
using Dapper;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>
/// Supplement files, whole and versioned. They belong to the installation, not to a source. Like facts, nothing is recorded at or before
/// an instant that a run has frozen.
/// </summary>
internal sealed class SupplementStore(Database database)
{
    private const string Columns = "name as Name, recorded_at as RecordedAt, state as State, sha256 as Sha256, reason as Reason";

    /// <summary>What became last of each file that was ever seen, without its bytes.</summary>
    public Task<IReadOnlyList<KnownSupplement>> NewestAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async transaction => (IReadOnlyList<KnownSupplement>)Known(await RowsAsync(transaction), Instant.MaxValue, orFirst: false), cancellationToken);

    /// <summary>
    /// The files as they were known at an instant, with the bytes of those in force. <paramref name="orFirst"/>: a file of which nothing was
    /// known yet is taken as it first was.
    /// </summary>
    public Task<IReadOnlyList<KnownSupplement>> ReadAsync(Instant knownAt, bool orFirst, CancellationToken cancellationToken) => database.ReadAsync(async transaction =>
    {
        var files = new List<KnownSupplement>();
        foreach (var file in Known(await RowsAsync(transaction), knownAt, orFirst))
            files.Add(file.InForce is { } inForce ? file with { InForce = inForce with { Bytes = await BytesAsync(transaction, inForce) } } : file);
        return (IReadOnlyList<KnownSupplement>)files;
    }, cancellationToken);

    /// <summary>Writes what became of files, in one transaction.</summary>
    public Task WriteAsync(IReadOnlyList<SupplementVersion> versions, Instant at, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var frozen = await transaction.Connection!.QueryAsync<long>(database.Dialect.Sql("select frozen_at from sources order by name {for_update}"), null, transaction);
        var recordedAt = frozen.Select(f => f + 1).Append(Stored.Micros(at)).Max();
        var erased = await ErasureList.ReadAsync(transaction.Connection!, transaction);
        foreach (var version in versions)
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                database.Dialect.Sql(
                    """
                    insert into supplement_files (name, recorded_at, state, sha256, bytes, reason)
                    values (@Name, {greatest}(@recordedAt, coalesce((select max(recorded_at) + 1 from supplement_files where name = @Name), 0)), @state, @Sha256, @bytes, @Reason)
                    """),
                new
                {
                    version.Name,
                    recordedAt,
                    state = version.State.ToString().ToLowerInvariant(),
                    version.Sha256,
                    bytes = version.State == SupplementState.Taken ? Masked(erased, version.Bytes) ?? version.Bytes : null,
                    version.Reason,
                },
                transaction, cancellationToken: cancellationToken));
        return versions.Count;
    }, cancellationToken);

    /// <summary>A file's bytes without erased people; null: none is in it. Its hash stays that of the file as it was found.</summary>
    public static byte[]? Masked(ErasedWords erased, byte[] bytes)
    {
        if (erased.IsEmpty) return null;
        var text = Encoding.UTF8.GetString(bytes);
        return erased.Mask(text) is var masked && masked != text ? Encoding.UTF8.GetBytes(masked) : null;
    }

    private static async Task<List<SupplementVersion>> RowsAsync(DbTransaction transaction) =>
        (await transaction.Connection!.QueryAsync<Row>($"select {Columns} from supplement_files order by name, recorded_at", null, transaction)).Select(row => row.Version()).AsList();

    private static List<KnownSupplement> Known(List<SupplementVersion> rows, Instant knownAt, bool orFirst)
    {
        var files = new List<KnownSupplement>();
        foreach (var file in rows.GroupBy(row => row.Name, StringComparer.Ordinal))
        {
            var known = file.Where(row => row.RecordedAt <= knownAt).ToList();
            if (known.Count == 0 && orFirst) known = [.. file.Where(row => row.State == SupplementState.Taken).Take(1)];
            if (known.Count == 0) continue;
            var lasting = known.LastOrDefault(row => row.State != SupplementState.Refused);
            files.Add(new KnownSupplement(file.Key, lasting?.State == SupplementState.Taken ? lasting : null, known[^1]));
        }

        return files;
    }

    private static Task<byte[]> BytesAsync(DbTransaction transaction, SupplementVersion version) => transaction.Connection!.QuerySingleAsync<byte[]>(
        "select bytes from supplement_files where name = @Name and recorded_at = @at", new { version.Name, at = Stored.Micros(version.RecordedAt) }, transaction);

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public long RecordedAt { get; set; }

        public string State { get; set; } = "";

        public string Sha256 { get; set; } = "";

        public string? Reason { get; set; }

        public SupplementVersion Version() => new(Name, Enum.Parse<SupplementState>(State, ignoreCase: true), Sha256, Reason) { RecordedAt = Stored.At(RecordedAt) };
    }
}
