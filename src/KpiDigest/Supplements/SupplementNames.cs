using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Supplements;

/// <summary>
/// Finds people, teams, stages and accounts by what people write in files: a name, an email address or <c>#id</c>. Without facts every
/// text stands for itself, so that a file can be checked before the first sync.
/// </summary>
internal sealed class SupplementNames
{
    private const string Forms = "expected company, team:NAME, team:#ID, rep:NAME, rep:#ID or rep:EMAIL";
    private readonly ScopeNames? _scopes;
    private readonly Lazy<NameIndex> _stages;
    private readonly Lazy<NameIndex> _accounts;
    private readonly Dictionary<string, (Scope? Scope, string Fault)> _found = new(StringComparer.Ordinal);

    private SupplementNames(FactNames? facts)
    {
        _scopes = facts is null ? null : new ScopeNames(facts.Teams, facts.Reps);
        _stages = new Lazy<NameIndex>(() => new NameIndex("stage", facts?.Stages.Select(s => (s.Id, s.Name))));
        _accounts = new Lazy<NameIndex>(() => new NameIndex("account", facts?.Accounts.Select(a => (a.Id, a.Name))));
    }

    /// <summary>No facts are known: every text stands for itself.</summary>
    public static SupplementNames Any => new(null);

    public static SupplementNames Of(FactNames facts) => new(facts);

    /// <summary>The subject of a quota, as scopes are written everywhere.</summary>
    public Scope? Subject(string text, out string fault)
    {
        fault = Forms;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon].TrimEnd();
        if (Same(text, "company")) return Scope.Company;
        if (colon < 0 || text[(colon + 1)..].Trim() is not { Length: > 0 } name) return null;
        if (Same(kind, "team")) return Find(ScopeKind.Team, name, out fault);
        return Same(kind, "rep") ? Find(ScopeKind.Rep, name, out fault) : null;
    }

    /// <summary>A rep's id.</summary>
    public string? Rep(string text, out string fault) => Find(ScopeKind.Rep, text, out fault)?.Id;

    /// <summary>A team's id.</summary>
    public string? Team(string text, out string fault) => Find(ScopeKind.Team, text, out fault)?.Id;

    /// <summary>A pipeline stage's id.</summary>
    public string? Stage(string text, out string fault) => _stages.Value.Find(text, out fault);

    /// <summary>An account's id.</summary>
    public string? Account(string text, out string fault) => _accounts.Value.Find(text, out fault);

    private Scope? Find(ScopeKind kind, string name, out string fault)
    {
        var text = $"{(kind == ScopeKind.Team ? "team" : "rep")}:{name}";
        if (!_found.TryGetValue(text, out var found)) _found.Add(text, found = Resolve(kind, name, text));
        fault = found.Fault;
        return found.Scope;
    }

    private (Scope? Scope, string Fault) Resolve(ScopeKind kind, string name, string text)
    {
        if (_scopes is null) return (new Scope(kind, name.ToUpperInvariant(), name), "");
        if (!_scopes.TryResolve(text, out var scope, out var fault)) return (null, fault.TrimEnd('.'));
        return scope.Id == Scope.UnassignedTeamId ? (null, "no such team: leave the cell blank for people without a team") : (scope, "");
    }

    private static bool Same(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
