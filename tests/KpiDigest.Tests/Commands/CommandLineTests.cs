using System.Text;
using System.Text.Json;
using KpiDigest.Commands;
using KpiDigest.Core.Kpis;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Tests.Commands;

public class CommandLineTests(SyncedDemo demo) : IClassFixture<SyncedDemo>
{
    [Fact]
    public async Task A_kpi_prints_one_object_of_the_contract()
    {
        var kpi = await demo.Shell.JsonAsync("kpi", "win-rate", "--period", "2026-Q3", "--scope", "company");

        Assert.Equal(
            ["kpi", "period", "scope", "asOf", "status", "reason", "value", "unit", "currency", "numerator", "denominator", "interval", "previous", "yearAgo", "target", "signal", "parts"],
            kpi.EnumerateObject().Select(p => p.Name));
        Assert.Equal("win-rate", kpi.GetProperty("kpi").GetString());
        Assert.Equal("2026-Q3", kpi.GetProperty("period").GetString());
        Assert.Equal("company", kpi.GetProperty("scope").GetString());
        Assert.Equal("ok", kpi.GetProperty("status").GetString());
        Assert.Equal("ratio", kpi.GetProperty("unit").GetString());
        Assert.Equal(kpi.GetProperty("numerator").GetDecimal() / kpi.GetProperty("denominator").GetDecimal(), kpi.GetProperty("value").GetDecimal());
        Assert.Equal("2026-Q2", kpi.GetProperty("previous").GetProperty("period").GetString());
        Assert.Equal("pp", kpi.GetProperty("previous").GetProperty("changeUnit").GetString());
        Assert.Equal(0.95m, kpi.GetProperty("interval").GetProperty("level").GetDecimal());
    }

    [Fact]
    public async Task Without_an_id_all_kpis_print_in_the_catalogues_order()
    {
        var all = await demo.Shell.JsonAsync("kpi", "--period", "2026-W46", "--scope", "company");

        Assert.Equal(KpiCatalogue.All.Select(k => k.Id), all.EnumerateArray().Select(k => k.GetProperty("kpi").GetString()!));
    }

    [Theory]
    [InlineData("won-revenue")]
    [InlineData("win-rate")]
    [InlineData("pipeline-created")]
    public async Task The_records_behind_a_number_recompute_to_it(string id)
    {
        var explained = await demo.Shell.JsonAsync("explain", id, "--period", "2026-Q3", "--scope", "company");
        var value = explained.GetProperty("value").GetDecimal();
        var records = explained.GetProperty("records").EnumerateArray().ToArray();

        var recomputed = id == "win-rate"
            ? (decimal)records.Count(r => Role(r).Contains("numerator", StringComparison.Ordinal)) / records.Count(r => Role(r).Contains("denominator", StringComparison.Ordinal))
            : records.Where(r => !Role(r).StartsWith("excluded", StringComparison.Ordinal)).Sum(r => r.GetProperty("amount").ValueKind == JsonValueKind.Null ? 0 : r.GetProperty("amount").GetDecimal());

        Assert.Equal(value, recomputed);
        Assert.All(records, r => Assert.False(string.IsNullOrEmpty(r.GetProperty("name").GetString())));
        Assert.All(records, r => Assert.StartsWith("https://", r.GetProperty("link").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_as_csv_guards_cells_that_a_spreadsheet_would_compute()
    {
        var writer = new StringWriter();

        writer.WriteCsv(["name"], [["=HYPERLINK(\"http://x\")"], ["-12.5"], ["+49 30"], ["plain \"quoted\""]]);

        Assert.Equal("\"name\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\"\r\n\"-12.5\"\r\n\"'+49 30\"\r\n\"plain \"\"quoted\"\"\"\r\n", writer.ToString());
        Assert.StartsWith("\"kind\",\"id\",\"name\",\"role\",\"amount\",\"link\"\r\n", (await demo.Shell.RunAsync("explain", "win-rate", "--period", "2026-Q3", "--format", "csv")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown KPI 'win-rat'", "kpi", "win-rat", "--period", "2026-Q3")]
    [InlineData("'2026-W60' is no period", "kpi", "win-rate", "--period", "2026-W60")]
    [InlineData("Nowhere", "kpi", "win-rate", "--period", "2026-Q3", "--scope", "team:Nowhere")]
    [InlineData("--as-of yesterday", "kpi", "win-rate", "--period", "2026-Q3", "--as-of", "yesterday")]
    [InlineData("unknown digest 'monthly'", "preview", "monthly", "--period", "2026-W46")]
    [InlineData("reports on weeks", "preview", "weekly", "--period", "2026-Q3")]
    [InlineData("no recipient of 'weekly'", "preview", "weekly", "--period", "2026-W46", "--as", "eve@example.com")]
    [InlineData("nobody@example.com", "preview", "weekly", "--period", "2026-W46", "--as", "nobody@example.com")]
    [InlineData("--to", "send", "weekly", "--period", "2026-W46", "--to", "nobody", "--as", "boss@example.com")]
    [InlineData("--state lost", "outbox", "list", "--state", "lost")]
    [InlineData("no held or failed run of 'weekly' for 2026-W46", "outbox", "release", "--run", "weekly", "--period", "2026-W46")]
    [InlineData("is no period", "outbox", "release", "--run", "weekly")]
    [InlineData("at least one mail", "outbox", "resend")]
    public async Task What_does_not_exist_is_named_and_ends_with_exit_code_2(string says, params string[] args)
    {
        var (exit, output, error) = await demo.Shell.RunAsync(args);

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("kpi", "win-rate")]
    [InlineData("kpi", "win-rate", "--period", "2026-Q3", "--format", "yaml")]
    public async Task A_command_line_that_does_not_parse_ends_with_exit_code_2(params string[] args) =>
        Assert.Equal(ExitCode.BadUsage, await CommandLine.RunAsync(args, new StringWriter(), new StringWriter()));

    [Fact]
    public async Task An_earlier_as_of_sees_what_was_known_then()
    {
        var now = await demo.Shell.JsonAsync("kpi", "won-revenue", "--period", "2026-Q3");
        var then = await demo.Shell.JsonAsync("kpi", "won-revenue", "--period", "2026-Q3", "--as-of", "2026-08-15");

        Assert.True(then.GetProperty("value").GetDecimal() < now.GetProperty("value").GetDecimal());
        Assert.Equal("2026-08-15T22:00:00Z", then.GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task A_preview_writes_files_and_leaves_no_state()
    {
        var folder = Path.Combine(demo.Shell.Folder.Path, "preview");
        var before = await demo.Shell.StoreAsync();

        var (exit, output, error) = await demo.Shell.RunAsync("preview", "weekly", "--period", "2026-W46", "--as", "boss@example.com", "--out", folder);

        Assert.True(exit == ExitCode.Done, error);
        Assert.Equal(before, await demo.Shell.StoreAsync());
        Assert.Contains("weekly-2026-W46-boss-example-com.html", output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(folder));
        Assert.Equal(0, (await demo.Shell.JsonAsync("outbox", "list")).GetArrayLength());
        Assert.Equal(0, (await demo.Shell.JsonAsync("status")).GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task A_test_send_is_watermarked_and_leaves_no_state()
    {
        var before = await demo.Shell.StoreAsync();
        var (exit, _, error) = await demo.Shell.RunAsync("send", "weekly", "--period", "2026-W46", "--as", "boss@example.com", "--to", "me@example.com");

        Assert.True(exit == ExitCode.Done, error);
        var mail = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(demo.Shell.Outbox, "*.eml")), TestContext.Current.CancellationToken);
        Assert.All(MimeReader.Read(mail).Where(part => part.FileName is null), part => Assert.Contains("TEST - not the real digest", Encoding.UTF8.GetString(part.Content), StringComparison.Ordinal));
        Assert.Contains("To: me@example.com", Encoding.UTF8.GetString(mail), StringComparison.Ordinal);
        Assert.DoesNotContain("boss@example.com", Encoding.UTF8.GetString(mail), StringComparison.Ordinal);
        Assert.Equal(0, (await demo.Shell.JsonAsync("outbox", "list")).GetArrayLength());
        Assert.Equal(before, await demo.Shell.StoreAsync());
    }

    [Theory]
    [InlineData("release", "held")]
    [InlineData("resend", "refused or unknown")]
    [InlineData("cancel", "waiting or held")]
    public async Task An_action_on_a_mail_that_is_in_no_such_state_changes_nothing_and_says_so(string action, string state)
    {
        var (exit, output, error) = await demo.Shell.RunAsync("outbox", action, "4711");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.StartsWith("0 of 1 done.", output, StringComparison.Ordinal);
        Assert.Contains($"mail 4711 is not {state}", error, StringComparison.Ordinal);
    }

    private static string Role(JsonElement record) => record.GetProperty("role").GetString()!;
}
