namespace KpiDigest.Core.Facts;

/// <summary>Numbers texts that come again and again, so that rows hold numbers. −1 stands for none.</summary>
internal sealed class TextPool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public int Count => _texts.Count;

    public int NumberOf(string? text)
    {
        if (text is null) return -1;
        if (_numbers.TryGetValue(text, out var number)) return number;
        _numbers.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    public string? TextOf(int number) => number < 0 ? null : _texts[number];

    /// <summary>Something of each text by its number; of none what is given.</summary>
    public T[] Map<T>(Func<string, T> of) => [.. _texts.Select(of)];
}
