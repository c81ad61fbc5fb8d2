namespace KpiDigest.Crm;

/// <summary>Told how a sync goes; the command line draws bars of it. Never called twice at a time.</summary>
internal interface ISyncProgress
{
    /// <summary>An object starts; total is the number of records where the CRM states one.</summary>
    void Started(string objectName, long? total);

    /// <summary>Requests that will be made for an object, as far as known.</summary>
    void Planned(string objectName, long requests);

    /// <summary>A request was made.</summary>
    void Requested(string objectName);

    /// <summary>Records arrived and are stored.</summary>
    void Stored(string objectName, int records);
}
