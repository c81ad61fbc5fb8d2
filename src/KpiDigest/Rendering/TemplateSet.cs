using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using KpiDigest.Core.Languages;

namespace KpiDigest.Rendering;

/// <summary>All templates and texts of one state of the folders; templates are compiled for a language on first use. Thread-safe.</summary>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, TemplateFile> _files;
    private readonly TextLibrary _texts;
    private readonly ConcurrentDictionary<string, LanguageTemplates> _languages = new(StringComparer.Ordinal);

    public TemplateSet(IReadOnlyList<TemplateFile> files)
    {
        _files = files.Where(f => !f.IsTexts).ToDictionary(f => f.Name, StringComparer.Ordinal);
        Hash = HashOf(files);
        Theme = Theme.Read(files);
        _texts = TextLibrary.Read([.. files.Where(f => f.IsTexts).Select(f => new TextFile(f.Partial, f.Path, f.Text))]);
    }

    /// <summary>SHA-256 over names and contents of all files, in hex.</summary>
    public string Hash { get; }

    public Theme Theme { get; }

    /// <exception cref="TemplateException">A text is faulty.</exception>
    public TextLibrary Texts => TextFaults.Count == 0 ? _texts : throw new TemplateException(TextFaults[0]);

    /// <summary>Faults of the texts, with file and line.</summary>
    public IReadOnlyList<string> TextFaults => _texts.Faults;

    public IReadOnlyCollection<TemplateFile> Files => _files.Values;

    /// <summary>The partials a template of a kind may call.</summary>
    public IReadOnlyDictionary<string, TemplateFile> Partials(bool html) => _files.Values
        .Where(f => f.IsShared && (html ? f.IsHtml : f.IsText))
        .ToDictionary(f => f.Partial, StringComparer.Ordinal);

    public bool Has(string name) => _files.ContainsKey(name);

    public TemplateFile File(string name) => _files.TryGetValue(name, out var file)
        ? file : throw new TemplateException($"The template {name} is missing: put it back into the templates folder.");

    /// <summary>Renders one template in the language of a culture.</summary>
    /// <exception cref="TemplateException">It is missing, does not parse, or names what the model does not have.</exception>
    public string Render(string name, object model, string culture)
    {
        var file = File(name);
        var texts = Texts.For(culture);
        try
        {
            return _languages.GetOrAdd(texts.Language, _ => new LanguageTemplates(_files.Values, Theme, texts)).Render(name, model);
        }
        catch (Exception fault) when (fault is HandlebarsException or HandlebarsUndefinedBindingException or KeyNotFoundException)
        {
            throw new TemplateException($"{file.Path}: {fault.Message}", fault);
        }
    }

    private static string HashOf(IEnumerable<TemplateFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            var text = Encoding.UTF8.GetBytes(file.Text);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{text.Length}\n"));
            hash.AppendData(text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
