using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Kpis;
using KpiDigest.Rendering;
using KpiDigest.Tests.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Commands;

/// <summary>
/// One number is the same number wherever it is read: in the HTML, the text, the PDF, the CSV files and the answer of <c>kpidigest kpi</c>. Each output
/// is parsed on its own; the first difference is named.
/// </summary>
public sealed partial class FiveOutputsTests(SyncedDemo demo) : IClassFixture<SyncedDemo>
{
    private static readonly string[] OfTheWeek = ["target-achievement", "pipeline-coverage", "win-rate", "slippage", "quota-attainment"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_five_rows_of_the_week_say_what_the_kpis_are()
    {
        var (html, text, _, files) = await PreviewAsync("weekly", "2026-W46");
        var kpis = await KpisAsync("2026-W46", "company");
        (string Label, string Value)[] rows =
        [
            ("Target", Written(kpis["target-achievement"])),
            ("Pipeline cover", Written(kpis["pipeline-coverage"])),
            ("Win rate, 13 weeks", Percent(kpis["win-rate"], Number(kpis["win-rate"].GetProperty("parts").GetProperty("trailing13w")))),
            ("Slipped", Written(kpis["slippage"])),
            ("Reps on pace", Percent(kpis["quota-attainment"], kpis["quota-attainment"].GetProperty("parts").GetProperty("onPace").GetDecimal() / kpis["quota-attainment"].GetProperty("denominator").GetDecimal())),
        ];
        foreach (var (label, value) in rows)
        {
            Same("HTML", label, value, After(Nodes(html), label));
            Same("text", label, value, TextRow(text, label));
        }

        var last = files.Team[^1];
        Assert.Equal("company", last["kind"]);
        // The table of teams has no slippage.
        Assert.All(OfTheWeek, id => Same("team.csv", id, kpis[id].GetProperty("value").GetDecimal(), last, orAbsent: id == "slippage"));
    }

    [Fact]
    public async Task The_records_file_of_the_week_lists_what_explain_lists()
    {
        var (_, _, _, files) = await PreviewAsync("weekly", "2026-W46");
        foreach (var id in OfTheWeek)
        {
            var explained = (await demo.Shell.JsonAsync("explain", id, "--period", "2026-W46", "--scope", "company", "--as-of", DueAt("2026-W46"))).GetProperty("records")
                .EnumerateArray().Select(r => (r.GetProperty("id").GetString()!, r.GetProperty("role").GetString()!, Amount(r))).ToList();
            Assert.NotEmpty(explained);
            Assert.Equal(explained, files.Records.Where(r => r["kpi"] == id).Select(r => (r["id"], r["role"], Amount(r.First(c => c.Key.StartsWith("amount ", StringComparison.Ordinal)).Value))));
        }
    }

    [Fact]
    public async Task The_team_table_of_the_week_says_what_each_teams_kpis_are()
    {
        var (html, text, _, files) = await PreviewAsync("weekly", "2026-W46");
        var table = Assert.Single(new HtmlParser().ParseDocument(html).QuerySelectorAll("table:not([role])"));
        var rows = table.QuerySelectorAll(":scope > tbody > tr").ToList();
        Assert.InRange(rows.Count, 3, 26);
        foreach (var row in rows)
        {
            var name = row.QuerySelector("th")!.TextContent;
            var cells = row.QuerySelectorAll("td").Take(3).Select(c => Plain(c.TextContent)).ToList();
            Assert.Equal(cells, TextCells(text, name));
            if (name.Contains("unassigned", StringComparison.Ordinal)) continue;
            var kpis = await KpisAsync("2026-W46", row == rows[^1] ? "company" : "team:" + name);
            var line = row == rows[^1] ? files.Team[^1] : Assert.Single(files.Team, r => r["name"] == name);
            foreach (var id in new[] { "won-revenue", "target-achievement", "pipeline-coverage" })
                Same("team.csv", $"{id} of {name}", kpis[id].GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null, line);
            Same("HTML", $"won revenue of {name}", Written(kpis["won-revenue"]), cells[0]);
            Same("HTML", $"target achievement of {name}", kpis["target-achievement"].GetProperty("value").ValueKind == JsonValueKind.Null ? "–" : Written(kpis["target-achievement"]), cells[1]);
            if (cells[2] != "met") Same("HTML", $"cover of {name}", kpis["pipeline-coverage"].GetProperty("value").ValueKind == JsonValueKind.Null ? "–" : Written(kpis["pipeline-coverage"]), cells[2]);
        }
    }

    [Fact]
    public async Task The_tiles_of_the_quarter_say_what_the_kpis_are()
    {
        Need.Chromium();
        var (html, text, pdf, files) = await PreviewAsync("quarterly", "2026-Q3");
        var kpis = await KpisAsync("2026-Q3", "company");
        var page = Flat((await PdfWords.Of(pdf!, Stop, "-raw")).Split('\f')[0]);
        var shown = 0;
        foreach (var kpi in KpiCatalogue.All.Where(k => Nodes(html).Contains(k.Name, StringComparer.Ordinal)))
        {
            var value = kpi.Id == "objectives" ? $"{kpis[kpi.Id].GetProperty("numerator")} of {kpis[kpi.Id].GetProperty("denominator")}" : Written(kpis[kpi.Id]);
            Same("HTML", kpi.Name, value, After(Nodes(html), kpi.Name));
            Same("text", kpi.Name, value, TextRow(text, kpi.Name));
            Assert.True(Regex.IsMatch(page, $"{Regex.Escape(kpi.Name)}:? {Regex.Escape(value)} "), $"{kpi.Name}: kpi says {value}, the first page of the PDF says: {Behind(page, kpi.Name)}");
            Same("team.csv", kpi.Id, kpis[kpi.Id].GetProperty("value").GetDecimal(), files.Team[^1], orAbsent: true);
            shown++;
        }

        // Tiles and the strip below them; some have a label of their own.
        Assert.InRange(shown, 8, 11);
    }

    private async Task<(string Html, string Text, byte[]? Pdf, CsvFiles Files)> PreviewAsync(string digest, string period)
    {
        var folder = demo.Shell.Folder.Combine("preview-" + Guid.NewGuid().ToString("N"));
        var (exit, _, error) = await demo.Shell.RunAsync("preview", digest, "--period", period, "--as", "boss@example.com", "--out", folder);
        Assert.True(exit == 0, error);
        string One(string ending) => Assert.Single(Directory.GetFiles(folder, "*" + ending));
        var pdf = Directory.GetFiles(folder, "*.pdf").FirstOrDefault();
        return (
            await File.ReadAllTextAsync(One(".html"), Stop),
            await File.ReadAllTextAsync(One(".txt"), Stop),
            pdf is null ? null : await File.ReadAllBytesAsync(pdf, Stop),
            new CsvFiles(Lines(One("-team.csv")), Lines(One("-records.csv"))));
    }

    // Figures as they were known when the digest was due, as the preview takes them.
    private async Task<Dictionary<string, JsonElement>> KpisAsync(string period, string scope)
    {
        var all = await demo.Shell.JsonAsync("kpi", "--period", period, "--scope", scope, "--as-of", DueAt(period));
        return all.EnumerateArray().ToDictionary(k => k.GetProperty("kpi").GetString()!);
    }

    private static string DueAt(string period) => period.Contains('W', StringComparison.Ordinal) ? "2026-11-16T07:00:00Z" : "2026-10-05T07:00:00Z";

    private static string Written(JsonElement kpi)
    {
        var found = KpiCatalogue.Find(kpi.GetProperty("kpi").GetString()!)!;
        return Plain(Format(kpi).Value(Enum.Parse<KpiUnit>(kpi.GetProperty("unit").GetString()!, ignoreCase: true), found.IsMultiple, kpi.GetProperty("value").GetDecimal()));
    }

    private static string Percent(JsonElement kpi, decimal share) => Plain(Format(kpi).Percent(share));

    private static DigestFormat Format(JsonElement kpi) =>
        new("en-US", kpi.GetProperty("currency").GetString() ?? "EUR", new TemplateShelf(new TemplateFolder("")).Current().Texts.For("en-US"));

    private static decimal Number(JsonElement part) => part.ValueKind == JsonValueKind.Object ? part.GetProperty("value").GetDecimal() : part.GetDecimal();

    private static void Same(string output, string label, string expected, string? actual) =>
        Assert.True(expected == actual, $"{label}: kpidigest kpi says {expected}, the {output} says {actual ?? "nothing"}");

    private static void Same(string file, string label, decimal? expected, Dictionary<string, string> row, bool orAbsent = false)
    {
        var cell = row.FirstOrDefault(c => c.Key.StartsWith(label.Split(' ')[0] + " [", StringComparison.Ordinal));
        if (cell.Key is null && orAbsent) return;
        Assert.True(cell.Key is not null, $"{label}: no such column in {file}");
        Assert.True(Amount(cell.Value) == expected, $"{label}: kpidigest kpi says {expected}, {file} says {cell.Value}");
    }

    private static decimal? Amount(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static decimal? Amount(JsonElement record) => record.GetProperty("amount") is { ValueKind: JsonValueKind.Number } amount ? amount.GetDecimal() : null;

    /// <summary>Rows by header; every cell is in quotes and none of the demo's holds a line break.</summary>
    private static List<Dictionary<string, string>> Lines(string file)
    {
        var rows = File.ReadAllText(file).TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(l => Cells().Matches(l).Select(m => m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)).ToList()).ToList();
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary())];
    }

    private static string Behind(string page, string name) => page.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at ? page.Substring(at, Math.Min(80, page.Length - at)) : "nothing";

    private static List<string> Nodes(string html) =>
        [.. new HtmlParser().ParseDocument(html).Body!.Descendants<AngleSharp.Dom.IText>().Select(t => Plain(t.Data)).Where(t => t.Length > 0)];

    /// <summary>The number behind the text that begins with a label.</summary>
    private static string? After(List<string> nodes, string label) =>
        nodes.Zip(nodes.Skip(1)).FirstOrDefault(pair => pair.First.StartsWith(label, StringComparison.Ordinal) && Numeric().IsMatch(pair.Second)).Second;

    /// <summary>The first number behind a label in a line of the text part, columns apart.</summary>
    private static string? TextRow(string text, string label) => TextCells(text, label).FirstOrDefault();

    private static List<string> TextCells(string text, string label)
    {
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal) && Columns().IsMatch(l)) ?? "";
        return [.. Columns().Split(line.Trim()).Skip(1).Take(3).Select(Plain)];
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();

    private static string Flat(string text) => Blanks().Replace(text.Replace('\u00A0', ' '), " ");

    [GeneratedRegex(@"^[^\w]?\d")]
    private static partial Regex Numeric();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Columns();

    [GeneratedRegex("\"((?:[^\"]|\"\")*)\"")]
    private static partial Regex Cells();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>The attached tables, rows by header.</summary>
    private sealed record CsvFiles(IReadOnlyList<Dictionary<string, string>> Team, IReadOnlyList<Dictionary<string, string>> Records);
}
