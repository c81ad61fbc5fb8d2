using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Rendering;

namespace KpiDigest.Benchmarks;

/// <summary>
/// 1,000 personal weekly mails with a table of 50 rows, model → HTML, one thread: our templates as they ship against precompiled Handlebars.js in Node
/// with the same templates and the same models. Both must give the same bytes. Then ours on more threads.
/// </summary>
internal static class RenderBenchmark
{
    private const int Mails = 1_000;
    private const int Rows = 50;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task RunAsync()
    {
        var templates = new TemplateShelf(new TemplateFolder("")).Current();
        var models = Enumerable.Range(0, Mails).Select(i => Personal(templates, i)).ToList();
        var input = Path.Combine(Path.GetTempPath(), $"kpidigest-benchmark-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(input, Input(templates, models));
        try
        {
            using var node = new HandlebarsJs(input);
            var ours = HashOf(models.Select(m => Render(templates, m)));
            var theirs = await node.HashAsync();
            Console.WriteLine($"  {Encoding.UTF8.GetByteCount(Render(templates, models[0])):N0} bytes of HTML a mail; {(ours == theirs ? "both write the same bytes" : "THE BYTES DIFFER: the figures mean nothing")}");
            await SideBySide.RunAsync("mails", rounds: 10, new Side("Handlebars.js, precompiled, in Node, one thread", node.RoundAsync), new Side("TemplateSet and HtmlRenderer, one thread", () => Ours(templates, models, 1)), target: 1);
            await SideBySide.RunAsync("mails", rounds: 10, new Side("ours, one thread", () => Ours(templates, models, 1)), new Side("ours, two threads", () => Ours(templates, models, 2)));
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static Task<long> Ours(TemplateSet templates, List<WeeklyDigest> models, int threads)
    {
        Parallel.ForEach(models, new ParallelOptions { MaxDegreeOfParallelism = threads }, model =>
        {
            if (Render(templates, model).Length == 0) throw new InvalidOperationException("empty");
        });
        return Task.FromResult((long)models.Count);
    }

    private static string Render(TemplateSet templates, WeeklyDigest model) => HtmlRenderer.Mail(templates.Render("weekly/body.html", model, "en-US"));

    /// <summary>The sample with a table of 50 people of its own.</summary>
    private static WeeklyDigest Personal(TemplateSet templates, int reader)
    {
        var sample = JsonSerializer.Deserialize<WeeklyDigest>(templates.File("weekly/sample.json").Text, JsonSerializerOptions.Web)!;
        var rows = sample.Team!.Rows;
        return sample with
        {
            Subject = $"{sample.Subject} for reader {reader}",
            Scope = $"Team {reader} & Sons",
            Team = sample.Team with { Rows = [.. Enumerable.Range(0, Rows).Select(i => rows[i % rows.Count] with { Name = $"Person {reader}-{i} O'Neill" })] },
        };
    }

    private static string HashOf(IEnumerable<string> mails)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var mail in mails) hash.AppendData(Encoding.UTF8.GetBytes(mail));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Input(TemplateSet templates, List<WeeklyDigest> models)
    {
        var texts = templates.Texts.For("en-US");
        string Folded(TemplateFile file) => TemplateConstants.Fold(file, templates.Theme, texts);
        using var theme = JsonDocument.Parse(templates.File(Theme.FileName).Text);
        Dictionary<string, string> Light(string group) => theme.RootElement.GetProperty(group).EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetProperty("light").GetString()!);
        var input = new
        {
            template = Folded(templates.File("weekly/body.html")),
            partials = templates.Partials(html: true).ToDictionary(p => p.Key, p => Folded(p.Value).TrimEnd('\n')),
            theme = new Dictionary<string, object> { ["colour"] = Light("text"), ["fill"] = Light("fill"), ["line"] = Light("line"), ["darkRules"] = templates.Theme.DarkRules },
            words = new Dictionary<string, string> { ["lang"] = texts.Language, ["dir"] = "ltr", ["start"] = "left", ["end"] = "right" },
            models,
        };
        return JsonSerializer.Serialize(input, Json);
    }
}
