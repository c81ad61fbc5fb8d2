namespace KpiDigest.Store.Tables;

/// <summary>Decides what becomes of each received row, and counts.</summary>
internal sealed class FactTally(long recordedAt)
{
    private readonly List<string> _refused = [];

    public int Written { get; private set; }

    public int Stale { get; private set; }

    /// <summary>One line for each row that was refused: the record, the cause and the fix.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>When the sync read what it now writes.</summary>
    public long RecordedAt { get; } = recordedAt;

    /// <summary>Whether the row is written as a new version, and under which instant: always later than the newest one.</summary>
    public bool Takes(FactTable table, FactRow row, long hash, FactVersion? newest, out long at)
    {
        at = RecordedAt;
        if (row.Fault is { } fault)
        {
            _refused.Add($"{table.Name} {row.KeyText}: {fault}");
            return false;
        }

        if (newest is { } stored)
        {
            if (!stored.Deleted && stored.Hash == hash) return false;
            if (row.ModifiedAt < stored.ModifiedAt)
            {
                Stale++;
                return false;
            }

            at = Math.Max(at, stored.RecordedAt + 1);
        }

        Written++;
        return true;
    }

    public void WroteDeletions(int versions) => Written += versions;
}
