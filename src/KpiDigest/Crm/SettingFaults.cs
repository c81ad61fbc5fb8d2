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

    /// <summary>Any other fault.</summary>
    public void Add(string fault) => _all.Add(fault);

    /// <exception cref="CrmException">There is any fault; the message holds all.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0) throw new CrmException(string.Join("; ", _all), isTransient: false) { Faults = [.. _all] };
    }
}
