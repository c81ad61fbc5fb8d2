namespace KpiDigest.Crm.Http;

/// <summary>Takes the fields of one record after the other, on one thread at a time.</summary>
internal ref struct NamedValuesBuilder
{
    [ThreadStatic]
    private static (string Name, string Value)[]? _kept;

    private (string Name, string Value)[] _values;
    private int _count;

    public NamedValuesBuilder()
    {
        _values = _kept ??= new (string, string)[64];
    }

    /// <summary>How many names were read; the place of the next one.</summary>
    public int Place { get; set; }

    /// <summary>A field; nothing is kept of one that is not set.</summary>
    public void Add(string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
            _kept = _values;
        }

        _values[_count++] = (name, value);
    }

    /// <summary>One of several values of a field; they are joined by semicolons.</summary>
    public void Append(string name, string? value)
    {
        var at = Array.FindIndex(_values, 0, _count, v => v.Name == name);
        if (at < 0) Add(name, value);
        else if (!string.IsNullOrEmpty(value)) _values[at].Value = $"{_values[at].Value};{value}";
    }

    public readonly NamedValues Build() => new(_values.AsSpan(0, _count).ToArray());
}
