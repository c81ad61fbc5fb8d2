using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Collects the changes of one deal so that they are possible: each property's entries grow in time, never repeat a value, and
/// none lies before the creation or after the limit. Times are milliseconds since 1970.
/// </summary>
internal sealed class DealHistory
{
    private const long Apart = 61_000;
    private readonly List<HistoryEntry> _entries = [];
    private readonly Dictionary<string, (long At, DemoValue Value)> _last = [];

    /// <summary>The deal's creation: nothing changes before it.</summary>
    public required long From { get; init; }

    /// <summary>First moment at which nothing may change any more.</summary>
    public long Limit { get; set; }

    /// <summary>The latest change of any property.</summary>
    public long LastAt { get; private set; }

    /// <summary>The present value of a property; null where it never had one.</summary>
    public DemoValue Present(string property) => _last.GetValueOrDefault(property).Value;

    /// <summary>When the property last changed.</summary>
    public long ChangedAt(string property) => _last.GetValueOrDefault(property).At;

    /// <summary>Adds a change; false where it would come too late or change nothing.</summary>
    public bool Add(string property, long at, DemoValue value, string source = Tracked.ByUser)
    {
        var known = _last.TryGetValue(property, out var last);
        at = Math.Max(at, From);
        if (known && at < last.At + Apart) at = last.At + Apart;
        if (at >= Limit || (known ? last.Value == value : value.IsNull)) return false;
        _entries.Add(new HistoryEntry(property, Instant.FromUnixTimeMilliseconds(at), value, source));
        _last[property] = (at, value);
        LastAt = Math.Max(LastAt, at);
        return true;
    }

    /// <summary>All changes, oldest first.</summary>
    public HistoryEntry[] ToArray() => [.. _entries.OrderBy(e => e.At)];
}
