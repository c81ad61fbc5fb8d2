using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>Keeps what runs computed. The caller holds the run's row lock.</summary>
internal static class RunArchives
{
    /// <summary>Takes the place of what an earlier attempt kept.</summary>
    public static async Task WriteAsync(DbTransaction transaction, long runId, RunArchive archive)
    {
        var erased = await ErasureList.ReadAsync(transaction.Connection!, transaction);
        await transaction.Connection!.ExecuteAsync("delete from run_archives where run_id = @runId", new { runId }, transaction);
        await transaction.Connection!.ExecuteAsync(
            "insert into run_archives (run_id, product, browser, configuration, numbers) values (@runId, @Product, @Browser, @Configuration, @numbers)",
            new { runId, archive.Product, archive.Browser, Configuration = erased.MaskJson(archive.Configuration), numbers = archive.PackedNumbers() }, transaction);
    }

    /// <summary>Null: the run kept nothing.</summary>
    public static async Task<RunArchive?> ReadAsync(Database database, RunKey key, CancellationToken cancellationToken)
    {
        var row = await database.UseAsync(
            connection => connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                """
                select a.product as Product, a.browser as Browser, a.configuration as Configuration, a.numbers as Numbers
                from run_archives a join runs on runs.id = a.run_id where runs.digest = @Digest and runs.period = @Period and runs.revision = @Revision
                """,
                key, cancellationToken: cancellationToken)),
            cancellationToken);
        return row is null ? null : new RunArchive(row.Product, row.Browser, row.Configuration, RunArchive.Unpack(row.Numbers));
    }

    private sealed class Row
    {
        public string Product { get; set; } = "";

        public string? Browser { get; set; }

        public string Configuration { get; set; } = "";

        public byte[] Numbers { get; set; } = [];
    }
}
