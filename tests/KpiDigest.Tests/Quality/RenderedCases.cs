using System.Text;
using KpiDigest.Tests.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Quality;

/// <summary>All cases as files, rendered and judged once for all tests: HTML, messages and scorecards.</summary>
public sealed class RenderedCases : IAsyncLifetime
{
    private readonly TempFolder _temporary = new();
    private readonly Dictionary<string, Lazy<Task<IReadOnlyList<Verdict>>>> _verdicts;

    public RenderedCases()
    {
        _verdicts = new()
        {
            [".html"] = new(() => Linters.PagesAsync(Folder, CancellationToken.None)),
            [".eml"] = new(() => Linters.MessagesAsync(Directory.GetFiles(Folder, "*.eml"), CancellationToken.None)),
            [".pdf"] = new(JudgeScorecardsAsync),
        };
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Folder = Environment.GetEnvironmentVariable("KPIDIGEST_QUALITY_OUT") is { Length: > 0 } kept ? kept : _temporary.Path;
        Directory.CreateDirectory(Folder);
        foreach (var mail in DigestCases.Weekly)
        {
            await WriteAsync($"weekly-{mail.Name}.html", (await mail.RenderAsync(CancellationToken.None)).Html);
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"weekly-{mail.Name}.eml"), await mail.MessageAsync(CancellationToken.None));
        }

        foreach (var name in Covers.Names)
        {
            var cover = await Covers.RenderAsync(name, pdf: false, CancellationToken.None);
            await WriteAsync($"cover-{name}.html", cover.Html);
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"cover-{name}.eml"), Covers.Message(name, cover));
        }
    }

    /// <summary>What a linter says of a file of ours.</summary>
    internal async Task<Verdict> VerdictAsync(string file, string linter) =>
        (await _verdicts[Path.GetExtension(file)].Value).Single(v => v.File == file && v.Linter == linter);

    public ValueTask DisposeAsync()
    {
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<Verdict>> JudgeScorecardsAsync()
    {
        Need.Chromium();
        await Parallel.ForEachAsync(Covers.Names, async (name, stop) =>
        {
            var digest = await Covers.RenderAsync(name, pdf: true, stop);
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"scorecard-{name}.pdf"), Assert.Single(digest.Attachments).Content.ToArray(), stop);
        });
        var logos = Covers.Names.ToLookup(Covers.HasLogo, name => Path.Combine(Folder, $"scorecard-{name}.pdf"));
        return [.. await Linters.ScorecardsAsync(logos[false], CancellationToken.None), .. await Linters.ScorecardsAsync(logos[true], CancellationToken.None, logo: true)];
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text, new UTF8Encoding(false));
}
