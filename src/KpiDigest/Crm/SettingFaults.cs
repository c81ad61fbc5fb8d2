using KpiDigest.Core.Facts;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm;

/// <summary>Settings that name what the CRM does not have, collected so that all are said at once: each with its key, the cause and the nearest name.</summary>
/// <param name="crm">Name of the CRM for messages.</param>
internal sealed class SettingFaults(string crm)
{
    private readonly List<string> _all = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>A setting that names something the CRM does not have.</summary>
    /// <param name="setting">Its key, such as <c>Crm:AmountField</c>.</param>
    /// <param name="named">What it names.</param>
    /// <param name="what">What it should be: 'deal property'.</param>
    /// <param name="known">Names it might have meant.</param>
    /// <param name="otherwise">What to do where none is near.</param>
    public void Unknown(string setting, string named, string what, IEnumerable<string> known, string otherwise)
    {
        var fix = NearestName.Of(named, known.Distinct(StringComparer.Ordinal)) is { } nearest ? $"the nearest is '{Excerpt.Of(nearest)}'" : otherwise;
        Add($"{setting} '{Excerpt.Of(named)}' is no {what} in {crm}; {fix}");
    }

    /// <summary>Names of pipelines or people that the CRM does not have.</summary>
    /// <param name="setting">The list's key.</param>
    /// <param name="named">What it names.</param>
    /// <param name="what">What they should be: 'owner'.</param>
    /// <param name="known">What there is, each by all its names, of which the first is shown.</param>
    public void Names(string setting, IEnumerable<string> named, string what, IReadOnlyList<string?[]> known)
    {
        var all = known.SelectMany(k => k).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in named.Select(n => n.Trim()).Where(n => !all.Contains(n)))
            Unknown(setting, name, what, known.Select(k => k[0]).OfType<string>(), $"name it as {crm} does, or take it out");
    }

    /// <summary>Values that a field does not have. A label instead of the internal value is the usual mistake; a field without options takes any text.</summary>
    /// <param name="setting">The list's key.</param>
    /// <param name="named">What it names.</param>
    /// <param name="field">The field.</param>
    /// <param name="options">Its values with their labels.</param>
    public void Values(string setting, IEnumerable<string> named, string? field, IReadOnlyList<(string Value, string? Label)> options)
    {
        if (options.Count == 0) return;
        foreach (var value in named.Select(n => n.Trim()).Where(n => !options.Any(o => o.Value.Equals(n, StringComparison.OrdinalIgnoreCase))))
        {
            var labelled = options.Where(o => value.Equals(o.Label, StringComparison.OrdinalIgnoreCase)).Select(o => o.Value).FirstOrDefault();
            Unknown(setting, value, $"value of {field}", labelled is null ? options.Select(o => o.Value) : [], labelled is null
                ? $"known: {string.Join(", ", options.Take(10).Select(o => Excerpt.Of(o.Value, 40)))}"
                : $"that is its label, the value is '{Excerpt.Of(labelled, 40)}'");
        }
    }

    /// <summary>Any other fault.</summary>
    public void Add(string fault) => _all.Add(fault);

    /// <exception cref="CrmException">There is any fault; the message holds all.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new CrmException(string.Join("; ", _all), isTransient: false) { Faults = [.. _all] };
    }
}
