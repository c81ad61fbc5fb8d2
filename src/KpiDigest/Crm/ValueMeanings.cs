using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>What the configuration says that values of the CRM mean: kinds of deals, and activities that are coaching. Neither minds case or blanks around.</summary>
internal sealed class ValueMeanings
{
    private readonly Dictionary<string, DealKind> _kinds;
    private readonly HashSet<string> _coaching;

    /// <param name="options">The meanings that are configured.</param>
    /// <param name="usual">Those of the CRM's own values.</param>
    public ValueMeanings(CrmOptions options, IEnumerable<KeyValuePair<string, DealKind>> usual)
    {
        _kinds = new Dictionary<string, DealKind>(usual, StringComparer.OrdinalIgnoreCase);
        foreach (var (value, kind) in options.DealKinds) _kinds[value.Trim()] = Enum.Parse<DealKind>(kind, ignoreCase: true);
        _coaching = new HashSet<string>(options.CoachingTypes.Select(t => t.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The kinds as lines that differ where they do.</summary>
    public IEnumerable<string> Kinds => _kinds.OrderBy(k => k.Key.ToUpperInvariant(), StringComparer.Ordinal).Select(k => $"{k.Key.ToUpperInvariant()}={k.Value}");

    /// <summary>The values for coaching as lines that differ where they do.</summary>
    public IEnumerable<string> Coaching => _coaching.Select(c => c.ToUpperInvariant()).Order(StringComparer.Ordinal);

    /// <summary>What a deal's value of <see cref="CrmFieldOptions.DealKind"/> means; where nobody said, that is noted.</summary>
    public DealKind KindOf(string? value, string objectType, string id, string? property, MappingNotes notes)
    {
        if (value is null || property is null) return DealKind.Unknown;
        if (_kinds.TryGetValue(value.Trim(), out var kind)) return kind;
        notes.Unmapped(objectType, id, property, value, "has no meaning in Crm:DealKinds and counts as unknown");
        return DealKind.Unknown;
    }

    /// <summary>Whether a value of <see cref="CrmFieldOptions.ActivityType"/> means coaching.</summary>
    public bool IsCoaching(string? value) => value is not null && _coaching.Contains(value.Trim());
}
