using KpiDigest.Commands.Doctor;

namespace KpiDigest.Tests.Commands.Doctor;

public class TxtLookupTests
{
    private static readonly string Long = "v=spf1 " + string.Concat(Enumerable.Range(0, 60).Select(i => $"ip4:192.0.2.{i} ")) + "-all";

    [Fact]
    public async Task All_texts_of_a_name_are_read()
    {
        using var server = new DnsServer((question, _) => DnsServer.Texts(question, 0, 0, "v=spf1 -all", "other"));

        Assert.Equal(["v=spf1 -all", "other"], await AskAsync(server));
    }

    [Fact]
    public async Task A_text_in_several_strings_is_one_and_a_cut_answer_is_asked_again_by_tcp()
    {
        using var server = new DnsServer((question, tcp) => tcp ? DnsServer.Texts(question, 0, 0, Long) : DnsServer.Texts(question, 2, 0));

        Assert.Equal([Long], await AskAsync(server));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_has_no_texts()
    {
        using var server = new DnsServer((question, _) => DnsServer.Texts(question, 0, 3));

        Assert.Equal([], await AskAsync(server));
    }

    [Theory]
    [InlineData("server failure")]
    [InlineData("more answers than there are")]
    [InlineData("a text longer than the answer")]
    public async Task A_server_in_trouble_or_out_of_its_mind_gives_no_answer(string trouble)
    {
        using var server = new DnsServer((question, _) => trouble switch
        {
            "server failure" => DnsServer.Texts(question, 0, 2),
            "more answers than there are" => Changed(DnsServer.Texts(question, 0, 0, "a"), 6, 0xFF),
            _ => DnsServer.Texts(question, 0, 0, "abc")[..^2],
        });

        Assert.Null(await AskAsync(server));
    }

    [Fact]
    public async Task The_next_server_is_asked_where_the_first_is_in_trouble()
    {
        using var bad = new DnsServer((question, _) => DnsServer.Texts(question, 0, 2));
        using var good = new DnsServer((question, _) => DnsServer.Texts(question, 0, 0, "here"));

        Assert.Equal(["here"], await new TxtLookup([bad.Address, good.Address], TimeSpan.FromSeconds(30)).AskAsync("example.com", TestContext.Current.CancellationToken));
    }

    private static Task<IReadOnlyList<string>?> AskAsync(DnsServer server) =>
        new TxtLookup([server.Address], TimeSpan.FromSeconds(30)).AskAsync("mail.example.com", TestContext.Current.CancellationToken);

    private static byte[] Changed(byte[] answer, int at, byte value)
    {
        answer[at] = value;
        return answer;
    }
}
