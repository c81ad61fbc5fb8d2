using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Csv;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.Csv;

/// <summary>What is particular to files: they are taken whole or not at all, and columns of one's own are mapped by name.</summary>
public sealed class CsvSourceTests : StoreTests
{
    private const string Header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value";

    private readonly CrmOptions _options = new() { Kind = "Csv" };
    private readonly ImpatientClock _clock = new();

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Theory]
    [InlineData("sales_pipeline.csv", "A1,Anna,,,Won,2026-01-05,2026-02-01,much", "sales_pipeline.csv row 2, close_value: is no number: write it as 1234.56")]
    [InlineData("sales_pipeline.csv", "A1,Secretname,,,Won,2026-01-05,2026-02-01,7", "sales_pipeline.csv row 2, sales_agent: is not in sales_teams.csv")]
    [InlineData("sales_pipeline.csv", "A1,Anna,,,Won,2026-01-05,,7", "sales_pipeline.csv row 2, close_date: is blank although the deal is Won")]
    [InlineData("sales_pipeline.csv", "A1,Anna,,,Won,05.01.2026,2026-02-01,7", "sales_pipeline.csv row 2, engage_date: is no date: write it as 2017-12-31")]
    [InlineData("sales_pipeline.csv", "A1,Anna,,,Open,2026-01-05,,7\nA1,Anna,,,Open,2026-01-05,,7", "sales_pipeline.csv row 3, opportunity_id: stands twice")]
    [InlineData("sales_pipeline.csv", "A1,Anna,,,Open", "sales_pipeline.csv row 2: has 5 values, the header 8")]
    [InlineData("sales_pipeline.csv", "A1,\"Anna,,,Open,2026-01-05,,7", "a quotation mark opens and never closes")]
    [InlineData("sales_pipeline.csv", null, "sales_pipeline.csv row 1, deal_stage: the column is missing")]
    [InlineData("sales_teams.csv", null, "sales_teams.csv row 1, manager: the column is missing")]
    public async Task A_faulty_file_is_refused_by_name_row_and_column_and_what_was_read_last_stays(string file, string? rows, string said)
    {
        WriteGood();
        await SyncAsync();
        Write(file, rows is null ? "opportunity_id,sales_agent\nA1,Anna" : $"{Header}\n{rows}");

        var e = await Assert.ThrowsAsync<CrmException>(SyncAsync);

        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains("mend the files; until then what was read last stays in force", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
        Assert.DoesNotContain("Secretname", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, await LivingAsync());
        Assert.Equal(e.Message, (await new FactStore(Database).ReadSyncStateAsync("csv", Now)).LastFault);
    }

    [Fact]
    public async Task A_file_of_another_encoding_is_refused_with_the_line_of_the_first_wrong_byte()
    {
        WriteGood();
        await File.WriteAllBytesAsync(Test.Folder.Combine("sales_teams.csv"), [.. "sales_agent,manager\nAnna,Bea\nM"u8, 0xFC, .. "ller,Bea\n"u8], Now);

        var e = await Assert.ThrowsAsync<CrmException>(SyncAsync);

        Assert.Contains("sales_teams.csv: the file is not UTF-8, first in line 3: save it as CSV UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Semicolons_and_tabs_may_stand_between_columns(char separator)
    {
        WriteGood();
        Write("accounts.csv", "account,sector\nAcme,toys\nBolt,\"a,b\"".Replace("account,", $"account{separator}", StringComparison.Ordinal).Replace("Acme,", $"Acme{separator}", StringComparison.Ordinal).Replace("Bolt,", $"Bolt{separator}", StringComparison.Ordinal));

        await SyncAsync();

        Assert.Equal("a,b", await ScalarAsync<string>("select industry from accounts where name = 'Bolt'"));
    }

    [Fact]
    public async Task Of_many_faults_ten_are_shown_and_the_rest_counted()
    {
        WriteGood();
        Write("sales_pipeline.csv", Header + "\n" + string.Join('\n', Enumerable.Range(1, 25).Select(n => $"A{n},Anna,,,Open,soon,,")));

        var e = await Assert.ThrowsAsync<CrmException>(SyncAsync);

        Assert.Equal(10, e.Message.Split("engage_date").Length - 1);
        Assert.Contains("; and 15 more; ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_named_by_its_setting()
    {
        _options.Folder = Test.Folder.Combine("nowhere");
        using var source = new CsvSource(_options);

        var e = await Assert.ThrowsAsync<CrmException>(() => source.OpenAsync(Now));

        Assert.Contains("Crm:Folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_change_is_not_read_into_pages_and_one_byte_is_a_change()
    {
        WriteGood();
        await SyncAsync();
        Assert.Equal(0, (await SyncAsync()).Received);
        await File.AppendAllTextAsync(Test.Folder.Combine("accounts.csv"), "Newco\n", Now);

        var changed = await SyncAsync();

        Assert.True(changed.Received > 0);
        Assert.Equal(1, changed.Written);
    }

    [Fact]
    public async Task A_setting_that_changes_the_facts_is_a_change_too()
    {
        WriteGood();
        Write("sales_pipeline.csv", $"{Header},list_price\nA1,Anna,,,Won,2026-01-05,2026-02-01,7,9.5");
        await SyncAsync();
        _options.AmountField = "list_price";

        Assert.Equal(1, (await SyncAsync()).Written);
        Assert.Equal(95_000, await ScalarAsync<long>("select amount from deals order by recorded_at desc limit 1"));
    }

    [Fact]
    public async Task Columns_of_ones_own_are_mapped_by_name()
    {
        WriteGood();
        Write("accounts.csv", "account,sector,office_location,size,gone\nAcme,toys,Peru,large,2026-05-01\n=1+1,,,,");
        Write("sales_pipeline.csv", $"""
            {Header},currency,deal_type,margin,why,rivals
            A1,Anna,Kit,Acme,Lost,2026-01-05,2026-02-01,7,usd,renewal,2.5,price,Foo; Bar;foo
            """);
        (_options.Fields.Margin, _options.Fields.LostReason, _options.Fields.Competitors, _options.Fields.Segment, _options.Fields.ChurnedOn) = ("margin", "why", "rivals", "size", "gone");

        var (deal, accounts) = await ReadAsync();

        Assert.Equal(("USD", DealKind.Renewal, 2.5m, "price"), (deal.Currency, deal.Kind, deal.Margin, deal.LostReason));
        Assert.Equal(["Foo", "Bar"], deal.Competitors);
        Assert.Equal(["Kit"], deal.ProductLines);
        Assert.Equal((FactDate.OfDate(new LocalDate(2026, 1, 5)), FactDate.OfDate(new LocalDate(2026, 2, 1))), (deal.Created!.Value, deal.Close!.Value));
        Assert.Equal(("toys", "Peru", "large", new LocalDate(2026, 5, 1)), (accounts[0].Industry, accounts[0].Region, accounts[0].Segment, accounts[0].ChurnedOn!.Value));
        Assert.Equal("=1+1", accounts[1].Name);
    }

    [Fact]
    public async Task Columns_that_are_configured_and_not_there_are_named_together_with_the_nearest()
    {
        WriteGood();
        Write("sales_pipeline.csv", $"{Header},gross_margin\nA1,Anna,,,Open,2026-01-05,,7,1");
        (_options.Fields.Margin, _options.Fields.Incumbent) = ("gros_margin", "displaced");

        var e = await Assert.ThrowsAsync<CrmException>(SyncAsync);

        Assert.Contains("Crm:Fields:Margin 'gros_margin' is no column of sales_pipeline.csv; the nearest is 'gross_margin'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Crm:Fields:Incumbent 'displaced' is no column of sales_pipeline.csv; name a column", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deal_type_without_meaning_is_counted_and_said()
    {
        WriteGood();
        Write("sales_pipeline.csv", $"{Header},deal_type\nA1,Anna,,,Open,2026-01-05,,7,upsell\nA2,Anna,,,Open,2026-01-05,,7,swap\nA3,Anna,,,Open,2026-01-05,,7,2");
        _options.DealKinds["upsell"] = "Expansion";

        var summary = await SyncAsync();

        Assert.Equal((long)DealKind.Expansion, await KindAsync("A1"));
        Assert.Equal((long)DealKind.Unknown, await KindAsync("A2"));
        Assert.Equal((long)DealKind.Unknown, await KindAsync("A3"));
        Assert.Equal(2, summary.Warnings.Count(w => w.Contains("Crm:DealKinds", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Somebody_who_left_keeps_the_deals_and_is_in_no_team()
    {
        WriteGood();
        Write("sales_teams.csv", "sales_agent,manager,active,email\nAnna,Bea,no,anna@example.com\nOla,Bea,yes,\nGone,,no,");
        await SyncAsync();

        Assert.Equal(0, await ScalarAsync<long>("select count(*) from reps where name in ('Anna', 'Gone') and (active = 1 or team_id is not null)"));
        Assert.Equal(CsvMapper.IdOf("Bea"), await ScalarAsync<string>("select team_id from reps where name = 'Ola'"));
        Assert.Equal("anna@example.com", await ScalarAsync<string>("select email from reps where name = 'Anna'"));
        Assert.Equal(3, await ScalarAsync<long>("select count(*) from deals where owner_id = @id", new { id = CsvMapper.IdOf("Anna") }));
    }

    [Fact]
    public async Task Ids_hold_no_name()
    {
        WriteGood();
        await SyncAsync();

        var ids = string.Join(' ', await new FactStore(Database).LivingIdsAsync("csv", FactKind.Rep, Now));

        Assert.DoesNotContain("anna", ids, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(CsvMapper.IdOf("ANNA"), CsvMapper.IdOf("anna"));
    }

    private async Task<(Deal Deal, IReadOnlyList<Account> Accounts)> ReadAsync()
    {
        _options.Folder = Test.Folder.Path;
        using var source = new CsvSource(_options);
        var pages = await source.PullAsync(new Dictionary<string, string>(), false, new SilentProgress(), Now).ToListAsync(Now);
        return (pages.SelectMany(p => p.Facts.Deals).Single(), [.. pages.SelectMany(p => p.Facts.Accounts)]);
    }

    private async Task<SyncSummary> SyncAsync()
    {
        _options.Folder = Test.Folder.Path;
        _clock.Pass(TimeSpan.FromHours(1));
        using var source = new CsvSource(_options);
        return await new CrmSync(source, new FactStore(Database), _clock).RunAsync(false, new SilentProgress(), Now);
    }

    private async Task<int> LivingAsync() => (await new FactStore(Database).LivingIdsAsync("csv", FactKind.Deal, Now)).Count;

    private Task<long> KindAsync(string id) => ScalarAsync<long>("select kind from deals where id = @id", new { id });

    private void WriteGood()
    {
        Write("sales_teams.csv", "sales_agent,manager\nAnna,Bea");
        Write("sales_pipeline.csv", $"{Header}\nA1,Anna,,,Won,2026-01-05,2026-02-01,7\nA2,Anna,,,Lost,2026-01-05,2026-02-01,0\nA3,Anna,,,Open,2026-01-05,,");
        Write("accounts.csv", "account");
    }

    private void Write(string file, string text) => File.WriteAllText(Test.Folder.Combine(file), text + "\n", new UTF8Encoding(true));
}
