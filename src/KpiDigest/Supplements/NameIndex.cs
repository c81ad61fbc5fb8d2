using KpiDigest.Core.Facts;

namespace KpiDigest.Supplements;

/// <summary>Records by id and by name; a name that more than one has finds none.</summary>
internal sealed class NameIndex
{
    private const int MostNamesToCompare = 5000;
    private readonly string _kind;
    private readonly bool _isEmpty;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="kind">What they are, for messages.</param>
    /// <param name="records">The records; null: not known, every text stands for itself.</param>
    public NameIndex(string kind, IEnumerable<(string Id, string Name)>? records)
    {
        (_kind, _isEmpty) = (kind, records is null);
        foreach (var (id, name) in records ?? [])
        {
            _ids.Add(id);
            if (!_names.TryGetValue(name.Trim(), out var ids)) _names.Add(name.Trim(), ids = []);
            ids.Add(id);
        }
    }

    /// <summary>The id of what is called so, or has the id after <c>#</c>.</summary>
    public string? Find(string text, out string fault)
    {
        fault = "";
        if (_isEmpty) return text.ToUpperInvariant();
        if (text[0] == '#' && _ids.Contains(text[1..])) return text[1..];
        if (_names.TryGetValue(text, out var ids) && ids.Count == 1) return ids[0];
        fault = ids is null ? $"no {_kind} is called so{Nearest(text)}" : $"{ids.Count} {_kind}s are called so: write {string.Join(" or ", ids.Take(3).Select(id => "#" + id))}";
        return null;
    }

    private string Nearest(string text) =>
        _names.Count <= MostNamesToCompare && NearestName.Of(text, _names.Keys) is { } near ? $"; did you mean '{near}'?" : "";
}
