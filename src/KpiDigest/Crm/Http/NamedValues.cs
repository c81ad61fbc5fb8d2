namespace KpiDigest.Crm.Http;

/// <summary>The fields of a record: names to text. About a quarter of a dictionary's cost; records have some twenty.</summary>
internal readonly struct NamedValues
{
    private readonly (string Name, string Value)[]? _values;

    internal NamedValues((string Name, string Value)[] values) => _values = values;

    /// <summary>The value; null where it is absent, null or empty: CRMs write all three for 'not set'.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (known, value) in _values.AsSpan())
            {
                if (ReferenceEquals(known, name) || known == name) return value;
            }

            return null;
        }
    }

    /// <summary>The value whose name is that of a field and an ending.</summary>
    public string? Beside(string name, string ending)
    {
        foreach (var (known, value) in _values.AsSpan())
        {
            if (known.Length == name.Length + ending.Length && known.StartsWith(name, StringComparison.Ordinal) && known.EndsWith(ending, StringComparison.Ordinal)) return value;
        }

        return null;
    }
}
