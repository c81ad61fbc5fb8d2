using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace KpiDigest.Rendering;

/// <summary>All templates of one state of the folders, compiled on first use. Thread-safe.</summary>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, TemplateFile> _files;
    private readonly Dictionary<string, Lazy<HandlebarsTemplate<object, object>>> _compiled = new(StringComparer.Ordinal);

    public TemplateSet(IReadOnlyList<TemplateFile> files)
    {
        _files = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        Hash = HashOf(files);
        Theme = Theme.Read(File(Theme.FileName));
        var html = Environment(new HtmlEncoder(), f => f.IsHtml);
        var text = Environment(new FlatTextEncoder(), f => f.IsText);
        foreach (var file in files.Where(f => !f.IsShared && (f.IsHtml || f.IsText)))
            _compiled[file.Name] = new(() => Compile(file.IsHtml ? html : text, file));
    }

    /// <summary>SHA-256 over names and contents of all files, in hex.</summary>
    public string Hash { get; }

    public Theme Theme { get; }

    public IReadOnlyCollection<TemplateFile> Files => _files.Values;

    /// <summary>The partials a template of a kind may call.</summary>
    public IReadOnlyDictionary<string, TemplateFile> Partials(bool html) => _files.Values
        .Where(f => f.IsShared && (html ? f.IsHtml : f.IsText))
        .ToDictionary(f => f.Partial, StringComparer.Ordinal);

    public bool Has(string name) => _files.ContainsKey(name);

    public TemplateFile File(string name) => _files.TryGetValue(name, out var file)
        ? file : throw new TemplateException($"The template {name} is missing: put it back into the templates folder.");

    /// <summary>Renders one template.</summary>
    /// <exception cref="TemplateException">It is missing, does not parse, or names what the model does not have.</exception>
    public string Render(string name, object model)
    {
        var file = File(name);
        try
        {
            return _compiled[name].Value(model);
        }
        catch (Exception fault) when (fault is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new TemplateException($"{file.Path}: {fault.Message}", fault);
        }
    }

    private static HandlebarsTemplate<object, object> Compile(IHandlebars handlebars, TemplateFile file)
    {
        if (TemplateRules.Check(file).FirstOrDefault() is { } fault) throw new TemplateException(fault);
        return handlebars.Compile(file.Text);
    }

    private IHandlebars Environment(ITextEncoder encoder, Func<TemplateFile, bool> kind)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            ThrowOnUnresolvedBindingExpression = true,
            TextEncoder = encoder,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        TemplateFunctions.Register(handlebars, Theme);
        foreach (var file in _files.Values.Where(f => f.IsShared && kind(f)))
        {
            if (TemplateRules.Check(file).FirstOrDefault() is { } fault) throw new TemplateException(fault);
            // Partials of a mail are used inside lines; those of a text are lines.
            handlebars.RegisterTemplate(file.Partial, file.IsHtml ? file.Text.TrimEnd('\n') : file.Text);
        }

        return handlebars;
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
