namespace KpiDigest.Crm;

/// <summary>Counts requests and records, and draws nothing.</summary>
internal class SilentProgress : ISyncProgress
{
    public long RequestsPlanned { get; private set; }

    public long RequestsMade { get; private set; }

    public long Records { get; private set; }

    public virtual void Started(string objectName, long? total)
    {
    }

    public virtual void Planned(string objectName, long requests) => RequestsPlanned += requests;

    public virtual void Requested(string objectName) => RequestsMade++;

    public virtual void Stored(string objectName, int records) => Records += records;
}
