using System.Text;
using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1+2")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\uFF1D1")]
    public void What_a_spreadsheet_would_compute_begins_with_an_apostrophe(string text) => Assert.Equal($"\"'{text}\"\r\n", CsvText.Line([text]));

    [Theory]
    [InlineData("-12.5")]
    [InlineData("+3")]
    [InlineData("0.25")]
    public void A_number_is_a_number_a_negative_one_too(string text) => Assert.Equal($"\"{text}\"\r\n", CsvText.Line([text]));

    [Fact]
    public void Quotes_commas_and_line_ends_stay_inside_their_cell() =>
        Assert.Equal("\"a \"\"b\"\", c\",\"d\ne\"\r\n", CsvText.Line(["a \"b\", c", "d\ne"]));

    [Fact]
    public void A_file_begins_with_the_mark_of_utf8()
    {
        var file = CsvText.File(["name"], [["Äpfel"]], (_, _) => "");
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal("\"name\"\r\n\"Äpfel\"\r\n", Encoding.UTF8.GetString(file[3..]));
    }

    [Fact]
    public void A_file_that_would_be_too_large_is_shortened_and_says_so()
    {
        var rows = Enumerable.Range(0, 1000).Select(i => (IReadOnlyList<string>)[$"row {i}"]).ToList();
        var file = CsvText.File(["name"], rows, (some, all) => $"{some} of {all}", mostBytes: 1000);
        var lines = Encoding.UTF8.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.True(file.Length <= 1000);
        Assert.Equal($"\"{lines.Length - 2} of 1000\"", lines[^1]);
        Assert.Equal($"\"row {lines.Length - 3}\"", lines[^2]);
    }
}
