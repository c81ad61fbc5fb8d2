namespace KpiDigest.Crm;

/// <summary>Counts requests and records, and draws nothing.</summary>
internal class SilentProgress : ISyncProgress
{
    private readonly SortedDictionary<string, (long Planned, long Made)> _requests = new(StringComparer.Ordinal);

    public long RequestsPlanned { get; private set; }

    public long RequestsMade { get; private set; }

    public long Records { get; private set; }

    /// <summary>Requests by object.</summary>
    public IReadOnlyDictionary<string, (long Planned, long Made)> Requests => _requests;

    public virtual void Started(string objectName, long? total)
    {
    }

    public virtual void Planned(string objectName, long requests)
    {
        RequestsPlanned += requests;
        Count(objectName, requests, 0);
    }

    public virtual void Requested(string objectName)
    {
        RequestsMade++;
        Count(objectName, 0, 1);
    }

    public virtual void Stored(string objectName, int records) => Records += records;

    private void Count(string objectName, long planned, long made)
    {
        var before = _requests.GetValueOrDefault(objectName);
        _requests[objectName] = (before.Planned + planned, before.Made + made);
    }
}
