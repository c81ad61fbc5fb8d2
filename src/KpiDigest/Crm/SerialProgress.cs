namespace KpiDigest.Crm;

/// <summary>Passes on one call at a time: fetching and storing go on beside each other.</summary>
internal sealed class SerialProgress(ISyncProgress inner) : ISyncProgress
{
    private readonly Lock _gate = new();

    public void Started(string objectName, long? total)
    {
        lock (_gate) inner.Started(objectName, total);
    }

    public void Planned(string objectName, long requests)
    {
        lock (_gate) inner.Planned(objectName, requests);
    }

    public void Requested(string objectName)
    {
        lock (_gate) inner.Requested(objectName);
    }

    public void Stored(string objectName, int records)
    {
        lock (_gate) inner.Stored(objectName, records);
    }
}
