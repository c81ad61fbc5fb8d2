using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>
/// What one server serves: a copy of the data's lists that may be changed while it runs. Every member may be called from any thread.
/// </summary>
internal sealed class DemoCrmStore
{
    private readonly Dictionary<string, DemoTable> _tables = [];
    private readonly Dictionary<long, long> _mergedInto = [];
    private readonly List<OwnerRecord> _owners;

    public DemoCrmStore(DemoCrmData data)
    {
        Data = data;
        Now = data.EndsAt;
        _owners = [.. data.Owners.OrderBy(o => o.Id)];
        foreach (var type in DemoObjectTypes.All) _tables[type.Name] = new DemoTable(type, data.Records.GetValueOrDefault(type.Name) ?? []);
        foreach (var row in _tables.Values.SelectMany(t => t.Rows)) RememberMerges(row);
    }

    /// <summary>Held while a page is written or a record changed.</summary>
    public Lock Gate { get; } = new();

    public DemoCrmData Data { get; }

    /// <summary>The server's clock; a test moves it.</summary>
    public Instant Now { get; set; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; private set; }

    /// <summary>Owners by id; read under the gate.</summary>
    public IReadOnlyList<OwnerRecord> Owners => _owners;

    /// <summary>The table of a type; read under the gate.</summary>
    public DemoTable Table(string type) => _tables[type];

    /// <summary>The records of a type, archived ones included: a copy.</summary>
    public IReadOnlyList<T> All<T>(string type)
        where T : DemoRecord
    {
        lock (Gate) return [.. Table(type).Rows.Cast<T>()];
    }

    /// <summary>The record, the winner of a merge for an id that was merged away, or null. Archived records are found too.</summary>
    public DemoRecord? Find(string type, long id)
    {
        lock (Gate)
        {
            for (var hops = 0; hops < 100 && _mergedInto.TryGetValue(id, out var winner); hops++) id = winner;
            return Table(type).Find(id);
        }
    }

    /// <summary>Replaces a deal; tracked properties that changed get a history entry and the deal a new modification time.</summary>
    public DealRecord EditDeal(long id, Func<DealRecord, DealRecord> edit, Instant? at = null) =>
        Edit<DealRecord>("deals", id, (deal, now) => DealEdits.Apply(deal, edit(deal), now), at);

    /// <summary>Replaces a record that keeps no history.</summary>
    public T Edit<T>(string type, long id, Func<T, T> edit, Instant? at = null)
        where T : DemoRecord => Edit<T>(type, id, (record, now) => edit(record) with { Modified = now }, at);

    /// <summary>Adds a record or replaces the one of its id, exactly as given.</summary>
    public void Put(string type, DemoRecord record)
    {
        lock (Gate)
        {
            Table(type).Put(record);
            RememberMerges(record);
            Version++;
        }
    }

    /// <summary>Deletes a record: it leaves the search and the list, and appears among the archived.</summary>
    public void Archive(string type, long id, Instant? at = null) =>
        Edit<DemoRecord>(type, id, (record, now) => record with { ArchivedAt = now, Modified = now }, at);

    /// <summary>Restores a deleted record.</summary>
    public void Restore(string type, long id, Instant? at = null) =>
        Edit<DemoRecord>(type, id, (record, now) => record with { ArchivedAt = null, Modified = now }, at);

    /// <summary>Takes a record out for good, as HubSpot does some 90 days after deletion.</summary>
    public void Purge(string type, long id)
    {
        lock (Gate)
        {
            Table(type).Remove(id);
            Version++;
        }
    }

    /// <summary>Merges the loser into the winner: the loser's id answers with the winner from now on.</summary>
    public void Merge(string type, long winner, long loser, Instant? at = null)
    {
        lock (Gate)
        {
            Edit<DemoRecord>(type, winner, (record, now) => record with { MergedIds = [.. record.MergedIds, loser], Modified = now }, at);
            Purge(type, loser);
            RememberMerges(Table(type).Find(winner)!);
        }
    }

    /// <summary>Adds an owner or replaces the one of its id.</summary>
    public void PutOwner(OwnerRecord owner)
    {
        lock (Gate)
        {
            var index = _owners.FindIndex(o => o.Id >= owner.Id);
            if (index < 0) _owners.Add(owner);
            else if (_owners[index].Id == owner.Id) _owners[index] = owner;
            else _owners.Insert(index, owner);
            Version++;
        }
    }

    private T Edit<T>(string type, long id, Func<T, Instant, T> edit, Instant? at)
        where T : DemoRecord
    {
        lock (Gate)
        {
            var record = Table(type).Find(id) as T ?? throw new ArgumentException($"no {type} record has the id {id}", nameof(id));
            var edited = edit(record, at ?? Now);
            Table(type).Put(edited);
            Version++;
            return edited;
        }
    }

    private void RememberMerges(DemoRecord record)
    {
        foreach (var loser in record.MergedIds) _mergedInto[loser] = record.Id;
    }
}
