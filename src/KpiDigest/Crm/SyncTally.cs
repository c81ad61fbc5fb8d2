using System.Globalization;
using KpiDigest.Store;

namespace KpiDigest.Crm;

/// <summary>Adds up what writing the pages did.</summary>
internal sealed class SyncTally
{
    private const int Examples = 5;

    private readonly List<string> _refused = [];
    private int _refusedCount;

    public long Received { get; private set; }

    public long Written { get; private set; }

    /// <summary>Rows the store could not keep: the first few, and how many more.</summary>
    public IEnumerable<string> Warnings => _refusedCount <= Examples
        ? _refused
        : [.. _refused, string.Create(CultureInfo.InvariantCulture, $"{_refusedCount - Examples} more records could not be stored")];

    public void Add(FactWriteCounts counts)
    {
        Received += counts.Received;
        Written += counts.Written;
        _refusedCount += counts.Refused.Count;
        _refused.AddRange(counts.Refused.Take(Examples - _refused.Count));
    }
}
