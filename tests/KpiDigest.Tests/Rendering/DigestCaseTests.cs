namespace KpiDigest.Tests.Rendering;

/// <summary>Every case as it was reviewed by eye.</summary>
public sealed class DigestCaseTests
{
    public static TheoryData<string> Names => DigestCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Renders_as_reviewed(string name)
    {
        var digest = await DigestCases.Named(name).RenderAsync(TestContext.Current.CancellationToken);
        Assert.Multiple(
            () => Golden.VerifyLike("weekly-team", digest.Html, "weekly-" + name, "html"),
            () => Golden.Verify("Subject: " + digest.Subject + "\n\n" + digest.Text, "weekly-" + name, "txt"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Becomes_a_message_that_can_be_kept(string name)
    {
        var message = await DigestCases.Named(name).MessageAsync(TestContext.Current.CancellationToken);
        Keep.File($"weekly-{name}.eml", message);
        Keep.File($"weekly-{name}.html", System.Text.Encoding.UTF8.GetBytes((await DigestCases.Named(name).RenderAsync(TestContext.Current.CancellationToken)).Html));
        Assert.InRange(message.Length, 2_000, 200_000);
    }
}
