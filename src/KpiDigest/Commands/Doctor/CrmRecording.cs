using KpiDigest.Crm;
using KpiDigest.Crm.Http;
using KpiDigest.Crm.Recording;

namespace KpiDigest.Commands.Doctor;

/// <summary>Keeps what the CRM answers, scrubbed: the first pages of everything that a sync would read.</summary>
internal sealed class CrmRecording : IDisposable
{
    private readonly string _folder;

    /// <exception cref="UsageException">The folder holds something already.</exception>
    public CrmRecording(string folder, CrmOptions options)
    {
        _folder = Path.GetFullPath(folder);
        if (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any()) throw new UsageException($"{_folder} is not empty: name a new folder.");
        Directory.CreateDirectory(_folder);

        // A job would bring everything; of a query the first pages are kept.
        options.Salesforce.BulkFrom = 0;

        // Some logs of changes show what they are like.
        options.Pipedrive.HistoryTokensPerDay = Math.Min(options.Pipedrive.HistoryTokensPerDay, 200);
        Transport = new RecordingHandler(_folder, [.. options.Fields.All.Select(f => f.Property), options.AmountField], CrmNetwork.Handler());
    }

    /// <summary>Where the connector's requests go.</summary>
    public RecordingHandler Transport { get; }

    public async Task<Finding> PullAsync(ICrmSource source, CancellationToken cancellationToken)
    {
        var records = 0;
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), cancellationToken)) records += page.Facts.Count;
        await source.TotalsAsync(cancellationToken);
        return Finding.Ok("recording", $"{Transport.Count} answers with {records} records are in {_folder}, without names, texts, ids and sums of yours; look through them before you give them away");
    }

    public void Dispose() => Transport.Dispose();
}
