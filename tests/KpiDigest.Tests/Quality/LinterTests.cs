using KpiDigest.Tests.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Quality;

/// <summary>One test of each case and linter of tests/quality.</summary>
public sealed class LinterTests(RenderedCases cases) : IClassFixture<RenderedCases>
{
    private static readonly string[] OfPages = ["clients", "syntax", "axe-640", "axe-360"];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in DigestCases.Weekly.Select(c => $"weekly-{c.Name}").Concat(Covers.Names.Select(name => $"cover-{name}")))
                foreach (var linter in OfPages)
                    rows.Add(name + ".html", linter);
            return rows;
        }
    }

    public static TheoryData<string> Messages =>
        [.. DigestCases.Weekly.Select(c => $"weekly-{c.Name}.eml"), .. Covers.Names.Select(name => $"cover-{name}.eml")];

    public static TheoryData<string> Scorecards => [.. Covers.Names.Select(name => $"scorecard-{name}.pdf")];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_mail_is_fit_for_every_mail_program_and_reader(string file, string linter) => HasNoFaults(file, linter);

    [Theory]
    [MemberData(nameof(Messages))]
    public Task A_message_is_whole_and_says_the_same_twice(string file) => HasNoFaults(file, "message");

    [Theory]
    [MemberData(nameof(Scorecards))]
    public Task A_scorecard_prints_as_a_document_should(string file) => HasNoFaults(file, "pdf");

    [Theory]
    [InlineData("team")]
    [InlineData("company")]
    [InlineData("rep")]
    [InlineData("quarter-ended")]
    [InlineData("no-quota")]
    [InlineData("unchanged")]
    public async Task A_mail_for_ten_people_is_at_most_1300_pixels_long(string name) =>
        Assert.InRange((await cases.VerdictAsync($"weekly-{name}.html", "axe-640")).Facts["height"], 400, 1300);

    // With all three signals told, each in two lines: more to read in a week in which more happened.
    [Theory]
    [InlineData("signals")]
    [InlineData("all-red")]
    public async Task A_week_of_three_signals_takes_at_most_two_lines_more(string name) =>
        Assert.InRange((await cases.VerdictAsync($"weekly-{name}.html", "axe-640")).Facts["height"], 400, 1360);

    // The hostile names are themselves written as names of a template, and must come out as they are.
    private async Task HasNoFaults(string file, string linter) =>
        Faults.None((await cases.VerdictAsync(file, linter)).Faults.Where(f => f != "nothing is left unrendered" || !file.Contains("hostile", StringComparison.Ordinal)));
}
