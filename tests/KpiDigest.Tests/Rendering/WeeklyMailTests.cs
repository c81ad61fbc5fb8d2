using KpiDigest.Core.Digests;
using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

public sealed class WeeklyMailTests
{
    private readonly DigestRenderer _renderer = new(new RenderingOptions { Address = "1 Example Street, London" });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_normal_week_of_a_team() => Verify("team", SomeFigures.Weekly());

    private async Task Verify(string name, DigestFigures figures, DigestAudience? audience = null)
    {
        var digest = await Render(figures, audience);
        Assert.Multiple(
            () => Golden.Verify(digest.Html, "weekly-" + name, "html"),
            () => Golden.Verify("Subject: " + digest.Subject + "\n\n" + digest.Text, "weekly-" + name, "txt"));
    }

    private Task<RenderedDigest> Render(DigestFigures figures, DigestAudience? audience = null) =>
        _renderer.RenderAsync(figures, SomeFigures.RecordNames(), audience ?? SomeFigures.Audience(), Stop);
}
