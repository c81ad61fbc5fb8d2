using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Core.Facts;
using KpiDigest.Supplements;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Supplements;

/// <summary>The files under deploy/supplements and the page that documents them.</summary>
public sealed partial class SampleFilesTests
{
    public static TheoryData<string> Names => [.. SupplementFiles.All.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_without_a_fault(string name)
    {
        var (rows, faults) = Sample.File(name).Check(Sample.Bytes(name), SupplementNames.Any);

        Assert.Empty(faults);
        Assert.InRange(rows, 2, 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_read_alike_with_a_byte_order_mark_and_windows_line_ends(string name)
    {
        var windows = Encoding.UTF8.Preamble.ToArray().Concat(Encoding.UTF8.GetBytes(Sample.Text(name).Replace("\n", "\r\n", StringComparison.Ordinal))).ToArray();

        Assert.Equal(Sample.File(name).Check(Sample.Bytes(name), SupplementNames.Any).Rows, Sample.File(name).Check(windows, SupplementNames.Any).Rows);
        Assert.Empty(Sample.File(name).Check(windows, SupplementNames.Any).Faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Columns_may_stand_in_any_order_and_case(string name)
    {
        var all = Sample.Text(name).TrimEnd('\n').Split('\n');
        // A row that splitting at its commas takes apart rightly.
        string[] lines = [all[0], all.Skip(1).First(line => !line.Contains('"', StringComparison.Ordinal) && line.Count(c => c == ',') == all[0].Count(c => c == ','))];
        var turned = string.Join('\n', lines.Select((line, i) => string.Join(',', (i == 0 ? line.ToUpperInvariant() : line).Split(',').Reverse())));

        Assert.Empty(Sample.File(name).Check(Encoding.UTF8.GetBytes(turned), SupplementNames.Any).Faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_lists_the_columns_of_the_code(string name)
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("deploy/supplements/README.md"));
        var section = page[page.IndexOf($"## {name}\n", StringComparison.Ordinal)..].Split("\n## ")[0];
        var documented = ColumnRow().Matches(section).Select(row => new SupplementColumn(row.Groups[1].Value, row.Groups[2].Value == "yes")).ToList();

        Assert.Equal(Sample.File(name).Columns, documented);
        Assert.Equal(documented.Select(column => column.Name), Sample.Text(name).Split('\n')[0].Split(','));
    }

    [Fact]
    public void Core_and_the_readers_know_the_same_files()
    {
        Assert.Empty(SupplementKinds.Files.Values.Except(SupplementFiles.All.Select(file => file.Name)));
        Assert.Equal(SupplementFiles.All.Count, SupplementFiles.All.Select(file => file.Name).Distinct().Count());
    }

    [GeneratedRegex(@"^\| ([a-z_]+) \| (yes|no) \|", RegexOptions.Multiline)]
    private static partial Regex ColumnRow();
}
