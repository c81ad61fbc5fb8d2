using System.Text.RegularExpressions;

namespace KpiDigest.Tests.Support;

/// <summary>
/// Which of the program's folders a source file uses. It reads text, not symbols: <c>KpiDigest.Store</c> counts, and so does a
/// bare <c>Store.Database</c>, because C# resolves a sibling namespace without a using.
/// </summary>
internal sealed partial class NamespaceUses(IReadOnlySet<string> folders)
{
    /// <param name="folder">Folder of the file below src/KpiDigest with slashes, empty for the root.</param>
    /// <param name="source">Its text.</param>
    /// <returns>Folder used and line number, in order; the file's own folder is left out.</returns>
    public IEnumerable<(string Folder, int Line)> In(string folder, string source)
    {
        var code = CodeText.Of(source);
        var found = Qualified().Matches(code).Select(match => (match.Index, Folder: Longest("", match.Groups[1].Value.TrimStart('.').Split('.'))))
            .Concat(Bare().Matches(code).Where(match => !IsMember(code, match.Groups[1].Value)).Select(match => (match.Index, Folder: Resolve(folder, match.Value.Split('.')))));
        foreach (var (index, used) in found.OrderBy(use => use.Index))
        {
            if (used is not null && used != folder)
                yield return (used, code.AsSpan(0, index).Count('\n') + 1);
        }
    }

    // As C# does: the innermost enclosing namespace that knows the first name wins.
    private string? Resolve(string folder, string[] names)
    {
        for (var enclosing = folder; ; enclosing = enclosing.Contains('/', StringComparison.Ordinal) ? enclosing[..enclosing.LastIndexOf('/')] : "")
        {
            if (Longest(enclosing, names) is { } used && used != enclosing)
                return used;
            if (enclosing.Length == 0)
                return null;
        }
    }

    private string? Longest(string enclosing, string[] names)
    {
        for (var count = names.Length; count > 0; count--)
        {
            var candidate = string.Join('/', names.Take(count).Prepend(enclosing).Where(part => part.Length > 0));
            if (folders.Contains(candidate))
                return candidate;
        }

        return null;
    }

    // A property or parameter of that name (options.Store) hides the namespace.
    private static bool IsMember(string code, string name) =>
        Regex.IsMatch(code, $@"[\w>\])?]\s+{name}\s*(\{{|=>|=[^=]|;|,|\))");

    [GeneratedRegex(@"(?<![\w.])(?:global::)?KpiDigest((?:\.\w+)+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.]|namespace )([A-Z]\w*)(?:\.[A-Z]\w*)+")]
    private static partial Regex Bare();
}
