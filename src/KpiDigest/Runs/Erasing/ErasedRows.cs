using System.Data.Common;
using Dapper;
using KpiDigest.Core.Digests;
using KpiDigest.Store;

namespace KpiDigest.Runs.Erasing;

/// <summary>Masks texts in rows, each different text once.</summary>
internal sealed class ErasedRows(DbTransaction transaction, ErasedWords words)
{
    private DbConnection Connection => transaction.Connection!;

    /// <summary>Masks columns of a table; returns how many rows changed.</summary>
    public async Task<int> MaskAsync(string table, string key, IReadOnlyList<string> columns)
    {
        var changed = 0;
        foreach (var column in columns)
            foreach (var text in (await Connection.QueryAsync<string>($"select distinct {column} from {table} where {column} is not null and {key} is not null", null, transaction)).AsList())
                if (words.Mask(text) is var masked && masked != text)
                    changed += await Connection.ExecuteAsync($"update {table} set {column} = @masked where {column} = @text", new { masked, text }, transaction);
        return changed;
    }

    /// <summary>The person's address in the ledger, among readers and among those who get no mail.</summary>
    public async Task<int> RecipientsAsync(ErasedPerson person)
    {
        var changed = 0;
        foreach (var (table, column, also) in new[] { ("mails", "recipient", ", recipient_key = @Address"), ("suppressions", "recipient", ""), ("readers", "recipient", "") })
            foreach (var old in (await Connection.QueryAsync<string>($"select distinct {column} from {table}", null, transaction)).Where(person.HasAddress).ToList())
                changed += await Connection.ExecuteAsync($"update {table} set {column} = @Address{also} where {column} = @old", new { person.Address, old }, transaction);
        return changed;
    }

    /// <summary>What runs keep: their configuration names recipients; their numbers name nobody, but words may.</summary>
    public async Task<int> ArchivesAsync()
    {
        var changed = 0;
        foreach (var id in (await Connection.QueryAsync<long>("select run_id from run_archives", null, transaction)).AsList())
        {
            var (configuration, numbers) = await Connection.QuerySingleAsync<(string, byte[])>("select configuration, numbers from run_archives where run_id = @id", new { id }, transaction);
            var archive = new RunArchive("", null, words.MaskJson(configuration), [.. RunArchive.Unpack(numbers).Select(Masked)]);
            if (archive.Configuration == configuration && archive.Numbers.SequenceEqual(RunArchive.Unpack(numbers))) continue;
            changed += await Connection.ExecuteAsync("update run_archives set configuration = @Configuration, numbers = @packed where run_id = @id", new { archive.Configuration, packed = archive.PackedNumbers(), id }, transaction);
        }

        return changed;
    }

    private DigestNumber Masked(DigestNumber number) => number with { Scope = words.Mask(number.Scope), Text = words.Mask(number.Text) };
}
