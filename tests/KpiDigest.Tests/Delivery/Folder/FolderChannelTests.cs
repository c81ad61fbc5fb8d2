using KpiDigest.Delivery;
using KpiDigest.Delivery.Folder;

namespace KpiDigest.Tests.Delivery.Folder;

public sealed class FolderChannelTests : DeliveryChannelContract
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kpidigest-{Guid.NewGuid():N}");
    private FolderChannel _channel = null!;

    private protected override IDeliveryChannel Channel => _channel;

    public override ValueTask InitializeAsync()
    {
        _channel = new FolderChannel(new FolderOptions { Path = _folder });
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (File.Exists(_folder)) File.Delete(_folder);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private protected override Task<IReadOnlyList<byte[]>> LeftAsync() => Task.FromResult<IReadOnlyList<byte[]>>(
        Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : []);

    private protected override void Break() => File.WriteAllText(_folder, "a file where the folder should be");

    [Fact]
    public async Task The_same_mail_again_overwrites_its_file_and_leaves_no_temporary_one()
    {
        await _channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel);
        await _channel.SendAsync(Mail(1), _ => Task.FromResult(true), Cancel);
        await _channel.SendAsync(Mail(2), _ => Task.FromResult(false), Cancel);
        Assert.Equal(["weekly-2017-W52-r1-1.eml"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("weekly/week:2017-12-25/cara@example.com/1")]
    [InlineData("a\0b")]
    public void No_key_leaves_the_folder(string key)
    {
        var path = _channel.PathOf(Mail(1) with { Key = key });
        Assert.Equal(_folder, Path.GetDirectoryName(Path.GetFullPath(path)));
        Assert.Matches(@"^[A-Za-z0-9_-][A-Za-z0-9._-]*\.eml$", Path.GetFileName(path));
    }

    [Fact]
    public void Keys_that_look_alike_when_cleaned_get_files_of_their_own()
    {
        string[] keys = ["a/b", "a:b", "a-b", new string('x', 300) + "1", new string('x', 300) + "2"];
        Assert.Equal(keys.Length, keys.Select(k => _channel.PathOf(Mail(1) with { Key = k })).Distinct().Count());
    }
}
