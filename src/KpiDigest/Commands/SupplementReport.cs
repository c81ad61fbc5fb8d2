using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Store;
using KpiDigest.Supplements;
using KpiDigest.Supplements.Files;

namespace KpiDigest.Commands;

/// <summary>What <c>kpidigest check</c> says of supplement files.</summary>
internal static class SupplementReport
{
    /// <summary>Prints all faults of all files, and the rows of those without; answers with the number of faults.</summary>
    public static async Task<int> WriteAsync(ParseResult parse, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.SupplementsFolder is null) return 0;
        var (facts, note) = await NamesAsync(settings, cancellationToken);
        var inspection = FolderInspection.Of(settings.SupplementsFolder, facts is null ? SupplementNames.Any : SupplementNames.Of(facts));
        foreach (var line in inspection.Notes.Append(note).OfType<string>()) parse.Out().WriteLine("note: " + line);
        foreach (var file in inspection.Files.Where(f => f.Faults.Count == 0)) parse.Out().WriteLine(Taken(file, facts));
        var faults = inspection.Files.SelectMany(f => f.Faults).Select(f => f.ToString()).ToList();
        if (inspection.FolderFault is { } missing) faults.Add(missing);
        foreach (var fault in faults) parse.InvocationConfiguration.Error.WriteLine("supplement: " + fault);
        return faults.Count;
    }

    private static string Taken(InspectedFile file, FactNames? facts)
    {
        var line = $"{file.Name}: {file.Rows} rows.";
        if (facts is null || file.Name != QuotasFile.File.Name) return line;
        var beaten = QuotaPrecedence.Beaten(facts.Quotas, QuotasFile.File.Read(file.Bytes!, SupplementNames.Of(facts)).Facts).Count;
        return beaten == 0 ? line : $"{line} They replace {beaten} of the CRM's {facts.Quotas.Count} quotas.";
    }

    /// <summary>What the facts call people, where they are in a file of this machine; a server's database is not asked: check needs no network.</summary>
    private static async Task<(FactNames? Facts, string? Note)> NamesAsync(Settings settings, CancellationToken cancellationToken)
    {
        const string Later = "names of people, teams and accounts in supplements are compared with the CRM's after the first sync.";
        if (settings.Options.Store.Provider != StoreProvider.Sqlite)
            return (null, "names of people, teams and accounts in supplements are compared with the CRM's by 'kpidigest sync', because this check needs no server.");
        try
        {
            await using var database = new Database(settings.Options.Store);
            if (!database.IsThere || (await new Migrator(database).MissingAsync(cancellationToken)).Count > 0) return (null, Later);
            var (facts, source) = (new FactStore(database), CrmSources.NameOf(settings.Options.Crm.Kind));
            return (await facts.ReadSyncStateAsync(source, cancellationToken)).LastCompleteAt is { } at
                ? (await facts.NamesAsync(source, at, cancellationToken), null)
                : (null, Later);
        }
        catch (StoreException fault)
        {
            return (null, $"names in supplements were not compared with the CRM's: {fault.Message}");
        }
    }
}
