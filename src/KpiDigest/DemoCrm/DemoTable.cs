using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;

namespace KpiDigest.DemoCrm;

/// <summary>The records of one object type, by id. Guarded by its store's gate.</summary>
internal sealed class DemoTable
{
    private readonly List<DemoRecord> _rows;

    public DemoTable(DemoObjectType type, IEnumerable<DemoRecord> rows)
    {
        Type = type;
        _rows = [.. rows.OrderBy(r => r.Id)];
    }

    public DemoObjectType Type { get; }

    /// <summary>All records, archived ones included, by id.</summary>
    public IReadOnlyList<DemoRecord> Rows => _rows;

    /// <summary>Index of the first record with this id or a greater one.</summary>
    public int IndexAtLeast(long id)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].Id < id) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The record of this id; null: none.</summary>
    public DemoRecord? Find(long id) => IndexAtLeast(id) is var i && i < _rows.Count && _rows[i].Id == id ? _rows[i] : null;

    /// <summary>Adds the record, or replaces the one of this id.</summary>
    public void Put(DemoRecord record)
    {
        var at = IndexAtLeast(record.Id);
        if (at < _rows.Count && _rows[at].Id == record.Id) _rows[at] = record;
        else _rows.Insert(at, record);
    }

    /// <summary>Takes the record of this id out, as if it had never been.</summary>
    public void Remove(long id) => _rows.RemoveAll(r => r.Id == id);
}
