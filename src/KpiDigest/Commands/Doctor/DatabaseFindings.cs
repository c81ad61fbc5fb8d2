using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether the database can be reached, is of this program's schema, and agrees about the time.</summary>
internal static class DatabaseFindings
{
    private const string Part = "database";
    private static readonly Duration Tolerance = Duration.FromSeconds(30);

    public static async Task<IReadOnlyList<Finding>> OfAsync(StoreOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = new Database(options);
            if (!database.IsThere) return [NotYet(database.FilePath)];
            var missing = await new Migrator(database).MissingAsync(cancellationToken);
            var schema = missing.Count == 0
                ? Finding.Ok(Part, $"{database.Name} has this version's schema")
                : Finding.Note(Part, $"{database.Name} lacks {string.Join(", ", missing)}", "the next command that needs the database brings it up to date, or 'kpidigest migrate'");
            return options.Provider == StoreProvider.Sqlite ? [schema] : [schema, await ClockAsync(database, clock, cancellationToken)];
        }
        catch (StoreException fault)
        {
            return [Finding.Fault(Part, fault.Message)];
        }
    }

    private static Finding NotYet(string file) => Directory.Exists(Path.GetDirectoryName(file))
        ? Finding.Note(Part, $"{file} does not exist yet", "'kpidigest sync' makes it")
        : Finding.Fault(Part, $"the folder of {file} does not exist", "create it, or correct Store:ConnectionString");

    // Leases are kept by the database's clock, due times by the worker's.
    private static Task<Finding> ClockAsync(Database database, TimeProvider clock, CancellationToken cancellationToken) => database.UseAsync(async connection =>
    {
        var there = Instant.FromDateTimeOffset(await connection.ExecuteScalarAsync<DateTime>("select clock_timestamp() at time zone 'UTC'"));
        return ClockFinding.Of("the database", Instant.FromDateTimeOffset(clock.GetUtcNow()) - there, Tolerance);
    }, cancellationToken);
}
