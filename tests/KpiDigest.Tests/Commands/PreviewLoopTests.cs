using KpiDigest.Commands;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Commands;

public sealed class PreviewLoopTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task It_renders_again_after_each_change_says_what_is_wrong_and_goes_on()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var template = _folder.Write("weekly/body.html", "one");
        var rendered = new List<string>();

        await PreviewLoop.RunAsync(new FileWatch([_folder.Path]), RenderAsync, _output, _error, stop.Token);

        Assert.Equal(["one", "two, broken", "three", "four"], rendered);
        Assert.Contains("body.html:1: broken", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("stopped." + Environment.NewLine, _output.ToString(), StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> RenderAsync(CancellationToken cancellationToken)
        {
            rendered.Add(await File.ReadAllTextAsync(template, cancellationToken));
            _ = rendered.Count switch
            {
                1 => _folder.Write("weekly/body.html", "two, broken"),
                2 => _folder.Write("weekly/body.html", "three"),
                // A file beside it changes, then the template: both are watched.
                3 => _folder.Write("weekly/body.html", "four") + _folder.Write("texts/en.json", "{}"),
                _ => Stop(stop),
            };
            return rendered[^1].Contains("broken", StringComparison.Ordinal) ? throw new TemplateException("body.html:1: broken") : ["body.html"];
        }
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private static string Stop(CancellationTokenSource stop)
    {
        stop.Cancel();
        return "";
    }
}
