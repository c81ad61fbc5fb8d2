using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

public sealed class TemplateFolderTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    [Fact]
    public void A_file_of_the_override_folder_replaces_the_one_shipped()
    {
        _folder.Write("weekly/subject.txt", "Ours: {{subject}}\n");
        var files = new TemplateFolder(_folder.Path).Read();
        Assert.Equal("Ours: {{subject}}\n", files.Single(f => f.Name == "weekly/subject.txt").Text);
        Assert.Contains(files, f => f.Name == "weekly/body.html");
    }

    [Fact]
    public void A_link_that_leads_outside_the_folder_is_refused()
    {
        var secret = _folder.WriteOutside("secret.txt", "password");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "weekly"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "weekly", "body.txt"), secret);
        var fault = Assert.Throws<TemplateException>(() => new TemplateFolder(_folder.Path).Read());
        Assert.Contains("leads outside", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_linked_from_outside_is_refused()
    {
        _folder.WriteOutside("body.txt", "password");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "weekly"), Path.GetDirectoryName(_folder.Path)!);
        Assert.Throws<TemplateException>(() => new TemplateFolder(_folder.Path).Read());
    }

    [Fact]
    public void A_link_inside_the_folder_is_followed_as_mounted_volumes_need_it()
    {
        var real = _folder.Write("..data/subject.txt", "Mounted\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "weekly"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "weekly", "subject.txt"), real);
        Assert.Equal("Mounted\n", new TemplateFolder(_folder.Path).Read().Single(f => f.Name == "weekly/subject.txt").Text);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_its_setting()
    {
        var fault = Assert.Throws<TemplateException>(() => new TemplateFolder(Path.Combine(_folder.Path, "nowhere")).Read());
        Assert.Contains("Rendering:Templates", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_whose_template_is_a_path_is_refused()
    {
        var figures = SomeFigures.Weekly() with { Template = "../weekly" };
        var fault = await Assert.ThrowsAsync<TemplateException>(() => new DigestRenderer(new RenderingOptions())
            .RenderAsync(figures, SomeFigures.RecordNames(), SomeFigures.Audience(), TestContext.Current.CancellationToken));
        Assert.Contains("../weekly", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_follows_the_contents_and_an_edit_takes_effect_without_a_restart()
    {
        _folder.Write("weekly/subject.txt", "One\n");
        var renderer = new DigestRenderer(new RenderingOptions { Templates = _folder.Path });
        var before = renderer.TemplateHash;
        Assert.Equal(before, renderer.TemplateHash);
        _folder.Write("weekly/subject.txt", "Two\n");
        Assert.NotEqual(before, renderer.TemplateHash);
    }

    public void Dispose() => _folder.Dispose();
}
