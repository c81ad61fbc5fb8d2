using KpiDigest.Supplements;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Supplements;

/// <summary>Files that nobody wrote in good faith, or in haste.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_formula_in_a_text_stays_text()
    {
        var facts = Sample.Facts(Sample.Crm, ("comments.csv", "first_day,last_day,author,text\n2017-10-01,2017-12-31,=cmd|'/c calc'!A0,\"@SUM(1+1)*cmd|' /C calc'!A0\""));

        Assert.Equal(("=cmd|'/c calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0"), (facts.Comments[0].Author, facts.Comments[0].Text));
    }

    [Theory]
    [InlineData("A\0B", "holds a line break or a control character")]
    [InlineData("A\u001bB", "holds a line break or a control character")]
    public void A_control_character_is_refused_and_not_printed(string name, string reason)
    {
        var fault = Assert.Single(Sample.Faults("trainings.csv", $"name,date,participants\n{name},2017-08-21,Ada"));

        Assert.Contains(reason, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(name, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_field_is_refused_and_cut_where_it_is_printed()
    {
        var fault = Assert.Single(Sample.Faults("trainings.csv", $"name,date,participants\n{new string('x', 1_000_000)},2017-08-21,Ada"));

        Assert.InRange(fault.Length, 60, 200);
        Assert.Contains("is longer than 300 characters", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_is_named_with_its_row()
    {
        var faults = Sample.Faults("comments.csv", "first_day,last_day,author,text\n2017-10-01,2017-12-31,Ada,Good\n2017-10-01,2017-12-31,Ada,\"Good\n2017-10-01,2017-12-31,Ada,Good\n");

        Assert.Contains("comments.csv row 3: a quotation mark opens here and never closes", faults);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x73, 0x00 })]
    [InlineData(new byte[] { 0x73, 0xE4, 0x74 })]
    public void What_is_not_UTF_8_is_refused(byte[] bytes) =>
        Assert.Contains("not UTF-8", Assert.Single(Sample.File("holidays.csv").Check(bytes, SupplementNames.Any).Faults).Reason, StringComparison.Ordinal);

    [Fact]
    public void Faults_end_after_a_thousand()
    {
        var faults = Sample.Faults("holidays.csv", "set,date\n" + string.Concat(Enumerable.Repeat("DE,x\n", 50_000)));

        Assert.Equal(1001, faults.Count);
        Assert.EndsWith("more than 1000 faults: the rest is not listed", faults[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_100_MB_is_refused_unread()
    {
        using (var file = File.Create(_folder.Combine("quotas.csv"))) file.SetLength(100_000_000);

        Assert.Equal("quotas.csv: the file is larger than 20 MB: keep the rows that are needed", Inspect());
    }

    [Fact]
    public void A_folder_with_the_name_of_a_file_is_refused()
    {
        Directory.CreateDirectory(_folder.Combine("quotas.csv"));

        Assert.Equal("quotas.csv: it is a folder, not a file", Inspect());
    }

    [Fact]
    public void A_link_is_followed_inside_the_folder_only()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("secret", "root:x:0");
        File.CreateSymbolicLink(_folder.Combine("quotas.csv"), elsewhere.Combine("secret"));
        Assert.Contains("leads outside the folder", Inspect(), StringComparison.Ordinal);

        File.Delete(_folder.Combine("quotas.csv"));
        File.CreateSymbolicLink(_folder.Combine("quotas.csv"), _folder.Combine("nowhere"));
        Assert.Contains("leads nowhere", Inspect(), StringComparison.Ordinal);

        // As volumes of configuration are mounted: the file is a link into a folder that is a link.
        File.Delete(_folder.Combine("quotas.csv"));
        Directory.CreateDirectory(_folder.Combine("..2026"));
        File.WriteAllText(_folder.Combine("..2026/quotas.csv"), Sample.Text("quotas.csv"));
        Directory.CreateSymbolicLink(_folder.Combine("..data"), "..2026");
        File.CreateSymbolicLink(_folder.Combine("quotas.csv"), "..data/quotas.csv");
        Assert.Equal("", Inspect());
    }

    [Fact]
    public void A_folder_of_links_that_leads_outside_is_found_out()
    {
        using var elsewhere = new TempFolder();
        elsewhere.Write("quotas.csv", Sample.Text("quotas.csv"));
        Directory.CreateSymbolicLink(_folder.Combine("..data"), elsewhere.Path);
        File.CreateSymbolicLink(_folder.Combine("quotas.csv"), "..data/quotas.csv");

        Assert.Contains("leads outside the folder", Inspect(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among files.");
        using var made = System.Diagnostics.Process.Start("mkfifo", _folder.Combine("quotas.csv"));
        made.WaitForExit();

        Assert.Contains("is empty", Inspect(), StringComparison.Ordinal);
    }

    private string Inspect() => string.Join('\n', InspectedFile.Of(_folder.Path, Sample.File("quotas.csv"), SupplementNames.Any)?.Faults ?? []);
}
