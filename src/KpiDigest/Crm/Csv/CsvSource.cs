using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Exports;

namespace KpiDigest.Crm.Csv;

/// <summary>
/// A folder of CSV exports as a source of facts, for CRMs without a connector. The folder is taken whole or not at all, and read again when it
/// changes: a row that is gone is a deletion. See <c>Exports/README.md</c> for the layout.
/// </summary>
internal sealed class CsvSource(CrmOptions options) : ICrmSource
{
    private const int PageSize = 2_000;
    private const int FaultsShown = 10;
    private const string Unfinished = "reading";

    private readonly MappingNotes _notes = new();
    private CsvContent? _content;

    public string Name => "csv";

    public IReadOnlyList<string> Warnings => _notes.Texts();

    public async Task<CrmAccount> OpenAsync(CancellationToken cancellationToken)
    {
        _content = await Task.Run(Read, cancellationToken);
        return new CrmAccount
        {
            Id = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder))),
            Missing = new Dictionary<FactKind, string>
            {
                [FactKind.Activity] = "the CSV export holds no meetings, calls and emails",
                [FactKind.Quota] = "the CSV export holds no quotas; quotas.csv in the supplements folder gives them",
                [FactKind.DealChange] = "the CSV export holds no history of deals",
                [FactKind.Prospect] = "the CSV export holds no leads",
            },
        };
    }

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_content is null) await OpenAsync(cancellationToken);
        var content = _content!;
        if (!full && cursors.GetValueOrDefault("deals") == content.Hash) yield break;
        yield return new FactPage("people", new FactBatch { Reps = content.People }, null, [FactKind.Rep]);
        yield return new FactPage("teams", new FactBatch { Teams = content.Teams }, null, [FactKind.Team]);
        yield return new FactPage("stages", new FactBatch { Stages = content.Stages }, null, [FactKind.Stage]);
        progress.Started("accounts", content.Accounts.Count);
        yield return new FactPage("accounts", new FactBatch { Accounts = content.Accounts }, Unfinished, [FactKind.Account]);
        progress.Started("deals", content.Deals.Count);
        for (var from = 0; from == 0 || from < content.Deals.Count; from += PageSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var last = from + PageSize >= content.Deals.Count;
            yield return new FactPage("deals", new FactBatch { Deals = [.. content.Deals.Skip(from).Take(PageSize)] }, last ? content.Hash : Unfinished, last ? [FactKind.Deal] : null);
        }
    }

    public void Dispose()
    {
    }

    private CsvContent Read()
    {
        _notes.Clear();
        try
        {
            var hash = Hash();
            var export = ExportFolder.Read(options.Folder);
            var fields = new CsvFields(options, export);
            if (fields.Faults.Count > 0) throw new CrmException(string.Join("; ", fields.Faults), isTransient: false);
            var mapper = new CsvMapper(export, fields, options.DealKinds, _notes);
            var content = new CsvContent(hash, mapper.People(), mapper.Teams(), mapper.Stages(), mapper.Accounts(), mapper.Deals());
            export.RefuseFaults();
            return Hash() == hash ? content : throw new CrmException("the CSV export changed while it was read; the next sync reads it again", isTransient: true);
        }
        catch (CsvFolderException e)
        {
            throw new CrmException(Text(e.Faults), isTransient: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CrmException($"the CSV export cannot be read: {e.Message}; check Crm:Folder and its permissions", isTransient: true, e);
        }
    }

    /// <summary>Without values, which are customers and people: a log shows this.</summary>
    private string Text(IReadOnlyList<CsvFault> faults)
    {
        var more = faults.Count > FaultsShown ? string.Create(CultureInfo.InvariantCulture, $"; and {faults.Count - FaultsShown} more") : "";
        var folder = faults is [{ File: var file }] && file == options.Folder ? "name the folder of the export in Crm:Folder" : "mend the files; until then what was read last stays in force";
        return $"nothing of the CSV export was taken: {string.Join("; ", faults.Take(FaultsShown).Select(f => f.WithoutValue))}{more}; {folder}";
    }

    /// <summary>Changes with every byte of the files and with every setting that changes what they mean.</summary>
    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var kinds = options.DealKinds.Select(k => $"{k.Key}={k.Value}").Order(StringComparer.OrdinalIgnoreCase);
        var fields = options.Fields.All.Select(f => $"{f.Key}={f.Property}");
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{CsvMapper.Revision}\n{options.AmountField}\n{string.Join('\n', kinds)}\n\n{string.Join('\n', fields)}"));
        var buffer = new byte[1 << 16];
        foreach (var name in ExportFolder.Files)
        {
            var path = Path.Combine(options.Folder, name);
            if (!File.Exists(path)) continue;
            using var file = File.OpenRead(path);
            Add(hash, string.Create(CultureInfo.InvariantCulture, $"\n{name} {file.Length}\n"));
            for (int read; (read = file.Read(buffer)) > 0;) hash.AppendData(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
