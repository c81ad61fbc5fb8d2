using System.Globalization;
using HandlebarsDotNet;
using KpiDigest.Core.Languages;

namespace KpiDigest.Rendering;

/// <summary>The templates of a set with the texts of one language, compiled on first use. Thread-safe.</summary>
internal sealed class LanguageTemplates
{
    private readonly Theme _theme;
    private readonly LanguageTexts _texts;
    private readonly Dictionary<string, Lazy<HandlebarsTemplate<object, object>>> _compiled = new(StringComparer.Ordinal);

    public LanguageTemplates(IReadOnlyCollection<TemplateFile> files, Theme theme, LanguageTexts texts)
    {
        (_theme, _texts) = (theme, texts);
        var html = Environment(new MarkupEncoder(), files.Where(f => f.IsShared && f.IsHtml));
        var text = Environment(new FlatTextEncoder(), files.Where(f => f.IsShared && f.IsText));
        foreach (var file in files.Where(f => !f.IsShared && (f.IsHtml || f.IsText)))
            _compiled[file.Name] = new(() => Compile(file.IsHtml ? html : text, file));
    }

    /// <summary>Renders one template.</summary>
    public string Render(string name, object model) => _compiled[name].Value(model);

    private HandlebarsTemplate<object, object> Compile(IHandlebars handlebars, TemplateFile file) => handlebars.Compile(TemplateConstants.Fold(file, _theme, _texts));

    private IHandlebars Environment(ITextEncoder encoder, IEnumerable<TemplateFile> partials)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            ThrowOnUnresolvedBindingExpression = true,
            TextEncoder = encoder,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        TemplateFunctions.Register(handlebars, _theme, _texts);
        foreach (var file in partials)
        {
            // Partials of a mail are used inside lines; those of a text are lines.
            var text = TemplateConstants.Fold(file, _theme, _texts);
            handlebars.RegisterTemplate(file.Partial, file.IsHtml ? text.TrimEnd('\n') : text);
        }

        return handlebars;
    }
}
