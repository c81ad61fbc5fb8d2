using System.Globalization;
using System.Text.RegularExpressions;
using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Digests.People;

/// <summary>What stands for each person inside one digest. Given out in the order they are asked for, and kept.</summary>
internal sealed class PeopleAliases
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly PeopleShown _shown;
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rep> _byId;
    private readonly ILookup<string, Rep> _byName;
    private readonly Regex? _fullNames;
    private int _reps;
    private int _teams;

    public PeopleAliases(PeopleShown shown, IReadOnlyList<Rep> people)
    {
        _shown = shown;
        _byId = people.DistinctBy(p => p.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        _byName = people.SelectMany(p => new[] { (Key: p.Name, p), (Key: p.Email ?? "", p) }).Where(n => n.Key.Length > 0).ToLookup(n => n.Key, n => n.p, StringComparer.OrdinalIgnoreCase);
        // A name of one word may be a word of any sentence: only names of several words and addresses are looked for inside texts.
        var told = people.SelectMany(p => new[] { p.Name, p.Email ?? "" }).Where(n => n.Any(c => c is ' ' or '@')).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(n => n.Length).Select(Regex.Escape).ToList();
        _fullNames = told.Count == 0 ? null : new Regex($@"(?<!\w)(?:{string.Join('|', told)})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest);
    }

    /// <summary>Stands for a rep.</summary>
    public string OfRep(string id) => Of("#" + id, _byId.GetValueOrDefault(id)?.Name ?? id);

    /// <summary>Stands for somebody of whom only what people wrote is known: a name, an address, an id.</summary>
    public string OfName(string name)
    {
        if (name.Length == 0) return "";
        if (_byId.ContainsKey(name)) return OfRep(name);
        return _byName[name.Trim()].FirstOrDefault() is { } rep ? OfRep(rep.Id) : Of(name.Trim(), name.Trim());
    }

    /// <summary>A text in which full names of people are replaced.</summary>
    public string InText(string text) => _fullNames is null ? text : _fullNames.Replace(text, found => OfName(found.Value));

    /// <summary>A team's name; a team that is called after somebody is called after what stands for that person.</summary>
    public string OfTeam(string name)
    {
        var prefix = name.StartsWith("Team ", StringComparison.OrdinalIgnoreCase) ? name[..5] : "";
        if (!_byName.Contains(name[prefix.Length..].Trim()) && InText(name) == name) return name;
        if (_shown == PeopleShown.Off) return OfKey("team:" + name, () => Numbered("Team", ++_teams));
        return _byName.Contains(name[prefix.Length..].Trim()) ? prefix + OfName(name[prefix.Length..]) : InText(name);
    }

    private string Of(string key, string name) => OfKey(key, () => _shown == PeopleShown.Off ? Numbered("Rep", ++_reps) : Free(Initials(name)));

    private string OfKey(string key, Func<string> make)
    {
        if (!_aliases.TryGetValue(key, out var alias)) _aliases[key] = alias = make();
        return alias;
    }

    private string Free(string word)
    {
        for (var n = 1; ; n++)
        {
            var alias = n == 1 ? word : Numbered(word, n);
            if (_taken.Add(alias)) return alias;
        }
    }

    private static string Numbered(string word, int number) => string.Create(CultureInfo.InvariantCulture, $"{word} {number}");

    private static string Initials(string name)
    {
        var words = name.Split('@')[0].Split([' ', '.', '_', '-', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "?" : string.Join(' ', words.Select(w => new StringInfo(w).SubstringByTextElements(0, 1).ToUpperInvariant() + "."));
    }
}
