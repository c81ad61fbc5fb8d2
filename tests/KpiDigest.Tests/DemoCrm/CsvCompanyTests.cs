using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using KpiDigest.Exports;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

public sealed class CsvCompanyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_folder_is_taken_with_nothing_made_up()
    {
        var data = Load();
        var deals = data.Records["deals"].Cast<DealRecord>().ToList();
        Assert.Equal(4, deals.Count);
        Assert.Equal(Instant.FromUtc(2017, 3, 12, 0, 0), data.EndsAt);
        Assert.Equal(("UTC", "USD"), (data.TimeZone, data.Currency));
        Assert.False(data.Records.ContainsKey("goal_targets"));
        Assert.All(deals, d => Assert.Empty(d.History));

        var won = deals[0];
        Assert.Equal(("Cancity – GTX Pro (A1)", "closedwon", 1054m), (won.Name, won.Stage.Id, won.Amount));
        Assert.Equal((Instant.FromUtc(2016, 10, 20, 0, 0), Instant.FromUtc(2017, 3, 1, 0, 0)), (won.Created, won.Close));
        Assert.Equal(0m, deals[1].Amount);
        Assert.Equal((null, null, 0L), (deals[2].Amount, deals[2].Close, deals[2].CompanyId));
        Assert.Equal((null, data.EndsAt), (deals[3].Created, deals[3].Modified));
    }

    [Fact]
    public void Stages_are_the_values_of_the_file_with_those_before_engaging_first()
    {
        var stages = Load().Pipelines.Single().Stages;
        Assert.Equal(["prospecting", "engaging", "closedwon", "closedlost"], stages.Select(s => s.Id));
        Assert.Equal([false, false, true, true], stages.Select(s => s.IsClosed));
        Assert.Equal([null, null, 1m, 0m], stages.Select(s => s.Probability));
    }

    [Fact]
    public void Managers_lead_teams_of_their_name_and_own_no_deals()
    {
        var data = Load();
        Assert.Equal([new DemoTeamLead("Dustin Brinkmann", "dustin.brinkmann@example.com", "Dustin Brinkmann"), new DemoTeamLead("Mei-Mei Groß", "mei-mei.gross@example.com", "Mei-Mei Groß")], data.TeamLeads);
        var owners = data.Owners.ToDictionary(o => o.FirstName + " " + o.LastName);
        Assert.Equal(5, owners.Count);
        Assert.DoesNotContain(data.Records["deals"], d => d.OwnerId == owners["Dustin Brinkmann"].Id || d.OwnerId == owners["Mei-Mei Groß"].Id);
        Assert.Equal(owners["Mei-Mei Groß"].TeamId, owners["Without Deals"].TeamId);
    }

    [Fact]
    public void Accounts_and_products_may_be_absent()
    {
        WriteGood();
        File.Delete(_folder.Combine("accounts.csv"));
        File.Delete(_folder.Combine("products.csv"));
        var data = CsvCompany.Load(_folder.Path);
        Assert.Equal(["Cancity", "Isdom"], data.Records["companies"].Cast<CompanyRecord>().Select(c => c.Name));
        Assert.Equal("GTXPro", data.Records["deals"].Cast<DealRecord>().First().Product);
    }

    [Fact]
    public void Known_slips_of_the_pen_are_mended()
    {
        var companies = Load().Records["companies"].Cast<CompanyRecord>().ToList();
        Assert.Equal(["technology", "medical"], companies.Select(c => c.Industry));
        Assert.Equal(1_100_040_000m, companies[0].AnnualRevenue);
    }

    [Fact]
    public void All_faults_of_all_files_are_listed_at_once_and_nothing_is_taken()
    {
        WriteGood();
        Write("sales_teams.csv", "sales_agent,manager\nAnna Snelling,Dustin Brinkmann\nAnna Snelling,Dustin Brinkmann\nBob,\n");
        Write("accounts.csv", "account,sector,revenue\nCancity,medical,much\n");
        Write("sales_pipeline.csv", """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Anna Snelling,GTX Pro,Cancity,Won,20.10.2016,2017-03-01,1054
            A1,Nobody,GTX Pro,Elsewhere,Won,2016-10-20,,"1,054"
            ,Anna Snelling,Unheard,Cancity,Lost,2016-10-20,2017-03-01,0
            A4,Anna Snelling,GTX Pro
            """);
        var thrown = Assert.Throws<CsvFolderException>(() => CsvCompany.Load(_folder.Path));
        Assert.Equal(
        [
            "sales_teams.csv row 4, manager '': is blank",
            "sales_teams.csv row 3, sales_agent 'Anna Snelling': stands twice",
            "accounts.csv row 2, revenue 'much': is no number: write it as 1234.56",
            "sales_pipeline.csv row 5: has 3 values, the header 8",
            "sales_pipeline.csv row 2, engage_date '20.10.2016': is no date: write it as 2017-12-31",
            "sales_pipeline.csv row 3, sales_agent 'Nobody': is not in sales_teams.csv",
            "sales_pipeline.csv row 3, account 'Elsewhere': is not in accounts.csv",
            "sales_pipeline.csv row 3, close_value '1,054': is no number: write it as 1234.56",
            "sales_pipeline.csv row 3, close_date '': is blank although the deal is Won",
            "sales_pipeline.csv row 3, opportunity_id 'A1': stands twice",
            "sales_pipeline.csv row 4, product 'Unheard': is not in products.csv",
            "sales_pipeline.csv row 4, opportunity_id '': is blank",
        ],
        thrown.Faults.Select(f => f.ToString()));
        Assert.All(thrown.Faults, f => Assert.Contains(f.ToString(), thrown.Message));
    }

    [Fact]
    public void Missing_files_and_columns_are_faults_without_an_avalanche()
    {
        Write("sales_pipeline.csv", "opportunity_id,sales_agent\nA1,Anna\n");
        var thrown = Assert.Throws<CsvFolderException>(() => CsvCompany.Load(_folder.Path));
        Assert.Contains(thrown.Faults, f => f.ToString() == "sales_teams.csv: the file is missing");
        Assert.Equal(6, thrown.Faults.Count(f => f.Reason == "the column is missing"));
        Assert.Equal(7, thrown.Faults.Count);
    }

    [Fact]
    public void A_missing_folder_is_a_fault() =>
        Assert.Throws<CsvFolderException>(() => CsvCompany.Load(_folder.Combine("nowhere")));

    [Fact]
    public void A_quote_that_never_closes_and_wrong_bytes_are_faults()
    {
        WriteGood();
        Write("products.csv", "product\n\"GTX Pro\n");
        File.WriteAllBytes(_folder.Combine("accounts.csv"), [.. "account\nM"u8, 0xFC, .. "ller\n"u8]);
        var faults = Assert.Throws<CsvFolderException>(() => CsvCompany.Load(_folder.Path)).Faults.Select(f => f.ToString()).ToList();
        Assert.Contains("products.csv row 2: a quotation mark opens and never closes", faults);
        Assert.Contains("accounts.csv: the file is not UTF-8, first in line 2: save it as CSV UTF-8", faults);
    }

    [Fact]
    public void A_byte_order_mark_line_feeds_and_another_order_of_columns_do_no_harm()
    {
        WriteGood();
        File.WriteAllText(_folder.Combine("sales_teams.csv"), "\uFEFFmanager,office,sales_agent\nDustin Brinkmann,Central,Anna Snelling\nMei-Mei Groß,East,Moses Frase\nMei-Mei Groß,East,Without Deals");
        Assert.Equal(5, CsvCompany.Load(_folder.Path).Owners.Count);
    }

    private DemoCrmData Load()
    {
        WriteGood();
        return CsvCompany.Load(_folder.Path);
    }

    private void WriteGood()
    {
        Write("sales_teams.csv", "sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\nMoses Frase,Mei-Mei Groß,East\nWithout Deals,Mei-Mei Groß,East\n");
        Write("accounts.csv", "account,sector,year_established,revenue,employees,office_location,subsidiary_of\nCancity,technolgy,1996,1100.04,2822,Philipines,\nIsdom,medical,1999,251.41,495,United States,\n");
        Write("products.csv", "product,series,sales_price\nGTX Pro,GTX,4821\n");
        Write("sales_pipeline.csv", """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Anna Snelling,GTXPro,Cancity,Won,2016-10-20,2017-03-01,1054
            A2,Moses Frase,GTX Pro,Isdom,Lost,2016-10-25,2017-03-11,0
            A3,Moses Frase,GTX Pro,,Engaging,2016-11-25,,
            A4,Anna Snelling,GTX Pro,Isdom,Prospecting,,,
            """);
    }

    private void Write(string file, string text) => File.WriteAllText(_folder.Combine(file), text.ReplaceLineEndings("\r\n"));
}
