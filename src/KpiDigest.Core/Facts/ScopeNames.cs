namespace KpiDigest.Core.Facts;

/// <summary>Finds scopes by what people write.</summary>
/// <param name="teams">All teams.</param>
/// <param name="reps">All reps.</param>
public sealed class ScopeNames(IReadOnlyList<Team> teams, IReadOnlyList<Rep> reps)
{
    private const string Forms = "write company, team:NAME, team:#ID, rep:NAME or rep:#ID";

    /// <summary>Reads a scope. False with a fault that names the text and the nearest names; a name that more than one has is a fault too.</summary>
    public bool TryResolve(string text, out Scope scope, out string fault)
    {
        scope = null!;
        fault = "";
        var trimmed = text.Trim();
        if (trimmed.Equals("company", StringComparison.OrdinalIgnoreCase))
        {
            scope = Scope.Company;
            return true;
        }

        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? "" : trimmed[(colon + 1)..].Trim();
        var kind = colon < 0 ? "" : trimmed[..colon].Trim().ToUpperInvariant();
        if (kind == "TEAM" && name.Length > 0) return Choose("team", name, TeamsAs(name), TeamNames(), out scope, out fault);
        if (kind == "REP" && name.Length > 0) return Choose("rep", name, RepsAs(name), reps.Select(r => r.Name), out scope, out fault);
        fault = $"'{text}' is no scope: {Forms}.";
        return false;
    }

    private IEnumerable<string> TeamNames() => teams.Select(t => t.Name).Append(Scope.UnassignedTeamId);

    private IEnumerable<Scope> TeamsAs(string name)
    {
        if (Same(name, Scope.UnassignedTeamId)) return [Scope.Unassigned];
        var found = name[0] == '#' ? teams.Where(t => t.Id == name[1..]) : teams.Where(t => Same(t.Name, name));
        return found.Select(t => new Scope(ScopeKind.Team, t.Id, t.Name));
    }

    private IEnumerable<Scope> RepsAs(string name)
    {
        var found = name[0] == '#'
            ? reps.Where(r => r.Id == name[1..])
            : reps.Where(r => Same(r.Name, name) || (r.Email is not null && Same(r.Email, name)));
        return found.Select(r => new Scope(ScopeKind.Rep, r.Id, r.Name));
    }

    private static bool Choose(string kind, string name, IEnumerable<Scope> matches, IEnumerable<string> names, out Scope scope, out string fault)
    {
        var found = matches.ToList();
        scope = found.Count == 1 ? found[0] : null!;
        fault = found.Count switch
        {
            1 => "",
            0 => $"No {kind} is called '{name}'{Nearest(name, names)}",
            _ => $"{found.Count} {kind}s are called '{name}': write {string.Join(" or ", found.Select(s => $"{kind}:#{s.Id}").Order(StringComparer.Ordinal))}.",
        };
        return found.Count == 1;
    }

    private static string Nearest(string name, IEnumerable<string> names)
    {
        var near = names.Distinct(StringComparer.Ordinal)
            .Select(n => (Name: n, Distance: Distance(n.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(n => n.Distance <= Math.Max(2, name.Length / 2))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(3).Select(n => $"'{n.Name}'").ToList();
        return near.Count == 0 ? "." : $"; did you mean {string.Join(", ", near)}?";
    }

    /// <summary>Levenshtein distance; a name that begins with the text is one step away.</summary>
    private static int Distance(string name, string text)
    {
        if (text.Length > 1 && name.StartsWith(text, StringComparison.Ordinal)) return 1;
        var row = Enumerable.Range(0, text.Length + 1).ToArray();
        for (var i = 1; i <= name.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= text.Length; j++)
            {
                var step = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (name[i - 1] == text[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], step);
            }
        }

        return row[^1];
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
