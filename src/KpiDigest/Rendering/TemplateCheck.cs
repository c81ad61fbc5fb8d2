using System.Text.Json;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Digests.Weekly;

namespace KpiDigest.Rendering;

/// <summary>Judges all templates without sending anything: forbidden things, unknown names, and a trial with the samples.</summary>
internal static class TemplateCheck
{
    private static readonly (string Name, Type Model)[] Templates =
    [
        ("weekly/subject.txt", typeof(WeeklyDigest)),
        ("weekly/body.html", typeof(WeeklyDigest)),
        ("weekly/body.txt", typeof(WeeklyDigest)),
        ("quarterly/subject.txt", typeof(QuarterlyScorecard)),
        ("quarterly/cover.html", typeof(QuarterlyScorecard)),
        ("quarterly/cover.txt", typeof(QuarterlyScorecard)),
        ("quarterly/scorecard.html", typeof(QuarterlyScorecard)),
    ];

    public static IReadOnlyList<string> Faults(TemplateShelf shelf)
    {
        try
        {
            var set = shelf.Current();
            var faults = set.TextFaults.Concat(set.Files.SelectMany(TemplateRules.Check)).ToList();
            if (set.TextFaults.Count > 0) return faults;
            faults.AddRange(Templates.SelectMany(t => Names(set, t.Name, t.Model)));
            if (faults.Count == 0) faults.AddRange(Templates.SelectMany(t => Trial(set, t.Name, t.Model)));
            return faults;
        }
        catch (TemplateException fault)
        {
            return [fault.Message];
        }
        catch (IOException fault)
        {
            return [fault.Message];
        }
    }

    private static IEnumerable<string> Names(TemplateSet set, string name, Type model) => set.Has(name)
        ? TemplateNames.Check(set.File(name), set.Partials(name.EndsWith(".html", StringComparison.Ordinal)), set.Texts.For("en"), model)
        : [$"The template {name} is missing: put it back into the templates folder."];

    private static IEnumerable<string> Trial(TemplateSet set, string name, Type model)
    {
        var sample = set.File(name[..name.IndexOf('/', StringComparison.Ordinal)] + "/sample.json");
        try
        {
            var filled = JsonSerializer.Deserialize(sample.Text, model, JsonSerializerOptions.Web)
                ?? throw new JsonException("the sample is empty");
            foreach (var language in set.Texts.Languages) set.Render(name, filled, language);
            return [];
        }
        catch (JsonException fault)
        {
            return [$"{sample.Path}: {fault.Message}"];
        }
        catch (TemplateException fault)
        {
            return [fault.Message];
        }
    }
}
