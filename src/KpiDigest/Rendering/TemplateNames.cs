using System.Reflection;
using System.Text.RegularExpressions;
using KpiDigest.Core.Languages;

namespace KpiDigest.Rendering;

/// <summary>
/// Follows every name of a template through the type it is read from, so that a misspelt one is found before anything is sent, with
/// file and line, and also in a branch that no sample takes.
/// </summary>
internal sealed partial class TemplateNames(IReadOnlyDictionary<string, TemplateFile> partials, LanguageTexts texts)
{
    private readonly List<string> _faults = [];

    /// <summary>Faults of one template read from a model of the given type; partials are followed.</summary>
    public static IReadOnlyList<string> Check(TemplateFile template, IReadOnlyDictionary<string, TemplateFile> partials, LanguageTexts texts, Type model)
    {
        var names = new TemplateNames(partials, texts);
        names.Walk(template, [model], 0);
        return [.. names._faults.Distinct()];
    }

    private void Walk(TemplateFile file, IReadOnlyList<Type> outer, int depth)
    {
        var scopes = new List<(Type Type, string Block)>(outer.Select(t => (t, ""))) { };
        foreach (Match match in Expressions().Matches(Comments().Replace(file.Text, c => new string('\n', c.Value.Count(x => x == '\n')).PadLeft(c.Length))))
        {
            var words = Words().Matches(match.Groups[1].Value).Select(m => m.Value).ToArray();
            if (words.Length == 0) continue;
            var fault = Step(scopes, words, depth);
            if (fault is not null) _faults.Add($"{file.Path}({file.LineAt(match.Index)}): {fault}");
        }

        if (scopes.Count > outer.Count) _faults.Add($"{file.Path}: {{{{#{scopes[^1].Block}}}}} is never closed.");
    }

    private string? Step(List<(Type Type, string Block)> scopes, string[] words, int depth)
    {
        switch (words[0][0])
        {
            case '#':
                return Open(scopes, words);
            case '/':
                if (scopes[^1].Block != words[0][1..]) return $"{{{{{words[0]}}}}} closes nothing.";
                scopes.RemoveAt(scopes.Count - 1);
                return null;
            case '>':
                return Partial(scopes, words, depth);
        }

        if (words is ["else"]) return null;
        if (words is [TemplateFunctions.TextFunction or TemplateFunctions.UpperTextFunction, var key]) return Key(key);
        if (TemplateFunctions.Names.TryGetValue(words[0], out var arguments))
            return words.Length - 1 == arguments
                ? words.Skip(1).Select(w => Fault(scopes, w)).FirstOrDefault(f => f is not null)
                : $"{words[0]} takes {arguments} argument(s), not {words.Length - 1}.";
        return words.Length == 1 ? Fault(scopes, words[0]) : $"'{words[0]}' is no function; there are {string.Join(", ", TemplateFunctions.Names.Keys)}.";
    }

    private string? Key(string word)
    {
        var key = word.Trim('"', '\'');
        if (key.Length == word.Length) return $"{word} must be the key of a text in quotes.";
        return !texts.Has(key) ? $"there is no text '{key}' in texts/en.json." : texts.Of(key).Contains('{', StringComparison.Ordinal) ? $"the text '{key}' has places, which a template cannot fill." : null;
    }

    private static string? Open(List<(Type Type, string Block)> scopes, string[] words)
    {
        var block = words[0][1..];
        var here = scopes[^1].Type;
        if (block is not ("if" or "unless" or "each" or "with") || words.Length != 2)
        {
            scopes.Add((here, block));
            return $"{{{{{string.Join(' ', words)}}}}} is not known: use #if, #unless, #each or #with and one name.";
        }

        var type = Resolve(scopes, words[1]);
        var inner = type is null || block is "if" or "unless" ? here : block == "with" ? type : Element(type);
        scopes.Add((inner ?? here, block));
        return type is null ? Unknown(scopes.SkipLast(1).ToList(), words[1])
            : inner is null ? $"'{words[1]}' is no list." : null;
    }

    private string? Partial(List<(Type Type, string Block)> scopes, string[] words, int depth)
    {
        var name = words[0][1..];
        if (name.Length == 0 && words.Length > 1) (name, words) = (words[1], words[1..]);
        if (!partials.TryGetValue(name, out var file)) return $"there is no partial '{name}'; there are {string.Join(", ", partials.Keys)}.";
        if (words.Length > 2) return $"the partial '{name}' takes at most one name.";
        if (depth > 10) return $"the partial '{name}' calls itself.";
        if (words.Length == 1)
        {
            Walk(file, [.. scopes.Select(s => s.Type)], depth + 1);
            return null;
        }

        if (Resolve(scopes, words[1]) is not { } type) return Unknown(scopes, words[1]);
        Walk(file, [.. scopes.Select(s => s.Type), type], depth + 1);
        return null;
    }

    private static string? Fault(List<(Type Type, string Block)> scopes, string word) => Resolve(scopes, word) is null ? Unknown(scopes, word) : null;

    private static string Unknown(List<(Type Type, string Block)> scopes, string word) =>
        $"'{word}' is not known here; {scopes[^1].Type.Name} has {string.Join(", ", scopes[^1].Type.GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]))}.";

    private static Type? Resolve(List<(Type Type, string Block)> scopes, string word)
    {
        if (word is "this" or "." || word[0] is '"' or '\'' || char.IsAsciiDigit(word[0])) return scopes[^1].Type;
        if (word is "@first" or "@last" or "@index") return typeof(string);
        // #if and #unless open no context of their own for '../'.
        var contexts = scopes.Where(s => s.Block is not ("if" or "unless")).Select(s => s.Type).ToList();
        var at = contexts.Count - 1;
        for (; word.StartsWith("../", StringComparison.Ordinal); word = word[3..]) at--;
        if (at < 0) return null;
        var type = (Type?)contexts[at];
        foreach (var step in word.Split('.'))
            type = step == "this" ? type : type?.GetProperty(step, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;
        return type;
    }

    private static Type? Element(Type type) => type == typeof(string) ? null
        : type.GetInterfaces().Append(type).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    [GeneratedRegex(@"\{\{~?\s*([^{}]+?)\s*~?\}\}")]
    private static partial Regex Expressions();

    [GeneratedRegex(@"\{\{!--.*?--\}\}|\{\{![^}]*\}\}", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"""[^""]*""|'[^']*'|\S+")]
    private static partial Regex Words();
}
