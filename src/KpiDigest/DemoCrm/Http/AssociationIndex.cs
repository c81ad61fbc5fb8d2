using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Associations in both directions; the reverse ones are indexed once and again after a change. Used under the store's gate.</summary>
internal sealed class AssociationIndex(DemoCrmStore store)
{
    private readonly Dictionary<(string From, string To), Dictionary<long, List<DemoLink>>> _reverse = [];
    private long _version = -1;

    /// <summary>What a record is associated with in another type.</summary>
    public IReadOnlyList<DemoLink> From(string type, DemoRecord record, string toType)
    {
        List<DemoLink> links = [.. record.Links.Where(l => l.ToType == toType)];
        if (Reverse(type, toType).TryGetValue(record.Id, out var reverse)) links.AddRange(reverse);
        return links;
    }

    private Dictionary<long, List<DemoLink>> Reverse(string type, string toType)
    {
        if (_version != store.Version)
        {
            _reverse.Clear();
            _version = store.Version;
        }

        if (_reverse.TryGetValue((type, toType), out var known)) return known;
        Dictionary<long, List<DemoLink>> found = [];
        foreach (var row in store.Table(toType).Rows.Where(r => r.ArchivedAt is null))
        {
            foreach (var link in row.Links.Where(l => l.ToType == type)) Add(found, link, row.Id, toType);
        }

        return _reverse[(type, toType)] = found;
    }

    private static void Add(Dictionary<long, List<DemoLink>> found, DemoLink link, long fromId, string toType)
    {
        if (!found.TryGetValue(link.ToId, out var list)) found[link.ToId] = list = [];
        list.Add(new DemoLink(toType, fromId, link.ReverseTypeId, link.TypeId, $"{link.ToType}_to_{toType}", link.Label));
    }
}
