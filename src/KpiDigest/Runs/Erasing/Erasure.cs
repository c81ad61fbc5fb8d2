using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Runs.Erasing;

/// <summary>
/// Takes a person out of everything that is kept: facts, supplement files, archived mails, the ledger, kept configurations, alerts. Numbers stay,
/// because nothing that is counted changes. One transaction: all of it, or nothing.
/// </summary>
internal sealed class Erasure(Database database, string source)
{
    /// <summary>What would be done; changes nothing.</summary>
    public Task<ErasureCounts> LookAsync(FoundPerson person, CancellationToken cancellationToken) => RunAsync(person, commit: false, cancellationToken);

    /// <summary>Does it.</summary>
    public Task<ErasureCounts> EraseAsync(FoundPerson person, CancellationToken cancellationToken) => RunAsync(person, commit: true, cancellationToken);

    private async Task<ErasureCounts> RunAsync(FoundPerson found, bool commit, CancellationToken cancellationToken)
    {
        var person = ErasedPerson.Of(found.RepId is null ? null : source, found.RepId, found.Names, found.Addresses);
        try
        {
            var counts = await database.WriteAsync(
                async transaction =>
                {
                    await LockAsync(transaction);
                    await ErasureList.AddAsync(database, transaction, person);
                    var done = await InAsync(transaction, found, person, cancellationToken);
                    return commit ? done : throw new OnlyLooked(done);
                },
                cancellationToken);
            await ForgetAsync(cancellationToken);
            return counts;
        }
        catch (OnlyLooked looked)
        {
            return looked.Counts;
        }
    }

    private async Task<ErasureCounts> InAsync(DbTransaction transaction, FoundPerson found, ErasedPerson person, CancellationToken cancellationToken)
    {
        var words = new ErasedWords([person]);
        var rows = new ErasedRows(transaction, words);
        var facts = await FactsAsync(transaction, person, rows);
        var files = await FilesAsync(transaction, words);
        var (bytes, unfinished) = await new ErasedMails(database, transaction, person, words).RemoveAsync(cancellationToken);
        var ledger = await rows.MaskAsync("mails", "id", ["scope", "reason", "last_error", "subject", "bounce_text"]) + await rows.MaskAsync("runs", "id", ["reason"])
            + await rows.RecipientsAsync(person) + await rows.MaskAsync("alerts", "matter", ["text", "told_text"]) + await rows.ArchivesAsync();
        return new ErasureCounts([.. found.Names, .. found.Addresses], facts, files, ledger, bytes, unfinished);
    }

    private static async Task<int> FactsAsync(DbTransaction transaction, ErasedPerson person, ErasedRows rows)
    {
        var reps = person.RepId is null ? 0 : await transaction.Connection!.ExecuteAsync(
            "update reps set name = @Token, email = case when email is null then null else @Address end where source = @Source and id = @RepId", person, transaction);
        return reps + await rows.MaskAsync("teams", "name", ["name"]);
    }

    private static async Task<int> FilesAsync(DbTransaction transaction, ErasedWords words)
    {
        var changed = 0;
        foreach (var (name, at) in (await transaction.Connection!.QueryAsync<(string, long)>("select name, recorded_at from supplement_files where bytes is not null", null, transaction)).AsList())
        {
            var bytes = await transaction.Connection!.QuerySingleAsync<byte[]>("select bytes from supplement_files where name = @name and recorded_at = @at", new { name, at }, transaction);
            if (SupplementStore.Masked(words, bytes) is not { } masked) continue;
            changed += await transaction.Connection!.ExecuteAsync("update supplement_files set bytes = @masked where name = @name and recorded_at = @at", new { masked, name, at }, transaction);
        }

        return changed;
    }

    /// <summary>Pages of a sync that is running wait.</summary>
    private Task<IEnumerable<string>> LockAsync(DbTransaction transaction) => transaction.Connection!.QueryAsync<string>(database.Dialect.Sql("select name from sources order by name {for_update}"), null, transaction);

    /// <summary>SQLite keeps what was deleted in its free pages and its log until they are written anew.</summary>
    private Task<int> ForgetAsync(CancellationToken cancellationToken) => database.Dialect.Provider == StoreProvider.Postgres
        ? Task.FromResult(0)
        : database.UseAsync(connection => connection.ExecuteAsync(new CommandDefinition("vacuum; pragma wal_checkpoint(truncate)", commandTimeout: 0, cancellationToken: cancellationToken)), cancellationToken);

    private sealed class OnlyLooked(ErasureCounts counts) : Exception
    {
        public ErasureCounts Counts { get; } = counts;
    }
}
