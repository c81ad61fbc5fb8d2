using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceBulkTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public SalesforceBulkTests() => _pulling.Options.Salesforce.BulkFrom = 300;

    private FakeSalesforce Fake => _pulling.Fake;

    private FakeBulk Bulk => Fake.Bulk;

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_object_comes_by_a_job_behind_the_first_page_and_every_record_once(bool headerInEverySet)
    {
        Deals(1_000);
        (Bulk.SetRows, Bulk.HeaderInEverySet) = (300, headerInEverySet);

        Assert.Equal(Enumerable.Range(1, 1_000).Select(Id), (await DealsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal((1, 3, 3), (Jobs("POST"), Results(), Jobs("GET") - Results()));
        Assert.Single(Fake.Requests, IsQuery);
    }

    [Fact]
    public async Task A_row_of_a_job_is_the_same_fact_as_one_of_a_query()
    {
        _pulling.Options.Fields.Competitors = "Rival__c";
        Fake.Schema[SalesforceApi.Opportunity]["RecordTypeId"] = "reference";
        Deals(301, "Say \"yes\",\nthen no");
        foreach (var id in new[] { Id(1), Id(301) })
        {
            Fake[SalesforceApi.Opportunity, id].Set("Amount", 1_234.5m).Set("CloseDate", new LocalDate(2026, 12, 15)).Set("IsClosed", true).Set("Rival__c", "Acme;Initech").Set("RecordType.Name", "Partner");
        }

        var deals = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).ToDictionary(d => d.Id);

        Assert.Equal(1, Jobs("POST"));
        Assert.Equivalent(deals[Id(1)] with { Id = Id(301) }, deals[Id(301)], strict: true);
        Assert.Equal(("Say \"yes\",\nthen no", "Partner"), (deals[Id(301)].Name, deals[Id(301)].PipelineId));
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    [InlineData(200, 0)]
    public async Task Only_what_is_larger_than_the_setting_is_worth_a_job(int records, int jobs)
    {
        Deals(records);
        await DealsAsync();
        Assert.Equal(jobs, Jobs("POST"));
    }

    [Fact]
    public async Task Changes_and_an_organisation_that_wants_no_jobs_have_none()
    {
        Deals(400);
        _pulling.Options.Salesforce.BulkFrom = 0;
        await DealsAsync();
        _pulling.Options.Salesforce.BulkFrom = 300;
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        for (var number = 1; number <= 400; number++) Fake[SalesforceApi.Opportunity, Id(number)].Set("Amount", 2m, _pulling.Now - Duration.FromMinutes(1));

        Assert.Equal(400, (await DealsAsync()).Count);
        Assert.Equal(0, Jobs("POST"));
    }

    [Fact]
    public async Task A_load_that_was_cut_off_goes_on_with_the_job_and_the_set_it_was_in()
    {
        Deals(1_000);
        Bulk.SetRows = 300;
        var sets = 0;
        var before = Brought(await _pulling.PullAsync(stopAfter: p => p.Object == SalesforceApi.Opportunity && p.Facts.Deals.Count > 0 && ++sets == 3));

        var rest = await DealsAsync();

        Assert.Equal(1, Jobs("POST"));
        Assert.Equal(Enumerable.Range(1, 1_000).Select(Id), before.Concat(rest).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(200, rest.Count);
    }

    [Fact]
    public async Task A_load_that_was_cut_off_while_it_waited_goes_on_with_the_job()
    {
        Deals(1_000);
        Bulk.Polls = 200;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.True(e.IsTransient);
        Assert.Contains("has not finished reading Opportunity within 30 minutes", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());
        await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());
        Assert.Equal(800, (await DealsAsync()).Distinct().Count());
        Assert.Equal(1, Jobs("POST"));
    }

    [Fact]
    public async Task A_job_that_is_gone_is_made_anew_behind_the_same_id()
    {
        Deals(1_000);
        Bulk.SetRows = 300;
        await _pulling.PullAsync(stopAfter: p => p.Object == SalesforceApi.Opportunity && p.Cursor?.Contains("\"n\":", StringComparison.Ordinal) == true);
        Bulk.ForgetJobs();

        var rest = await DealsAsync();

        Assert.Equal(2, Jobs("POST"));
        Assert.Equal(Enumerable.Range(201, 800).Select(Id), rest.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    public async Task A_job_that_fails_is_made_anew_and_after_some_times_queries_do_it(int failing, int jobs)
    {
        Deals(1_000);
        Bulk.Failing = failing;

        Assert.Equal(Enumerable.Range(1, 1_000).Select(Id), (await DealsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(jobs, Jobs("POST"));
        Assert.Equal(failing == 4, _pulling.Warnings.Any(w => w.StartsWith("Salesforce's Bulk API failed (InternalServerError: the query ran too long) for Opportunity: it is loaded by queries", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(400, "FEATURENOTENABLED")]
    [InlineData(403, "INSUFFICIENT_ACCESS")]
    [InlineData(404, "NOT_FOUND")]
    public async Task Where_jobs_are_refused_queries_do_it_and_that_is_said(int status, string code)
    {
        Deals(1_000);
        Bulk.Refusal = () => FakeSalesforce.Error(status, code, "no");

        Assert.Equal(Enumerable.Range(1, 1_000).Select(Id), await DealsAsync());
        Assert.Equal(1, Jobs("POST"));
        Assert.Contains($"Salesforce's Bulk API refuses ({code}) for Opportunity: it is loaded by queries, which takes more requests; set Crm:Salesforce:BulkFrom to 0 if that stays so", _pulling.Warnings);
    }

    [Fact]
    public async Task The_days_limit_is_no_refusal()
    {
        Deals(1_000);
        Bulk.Refusal = () => FakeSalesforce.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.True(e.IsTransient);
        Assert.Equal(1, Jobs("POST"));
    }

    [Theory]
    [InlineData("Sforce-NumberOfRecords", "299")]
    [InlineData("Sforce-NumberOfRecords", null)]
    public async Task A_set_that_is_not_whole_is_asked_for_again_and_no_value_of_it_is_said(string header, string? says)
    {
        Deals(1_000);
        (Bulk.SetRows, Bulk.HeaderInEverySet) = (300, false);
        Fake.Changed = (address, answer) =>
        {
            if (!address.Contains("locator=", StringComparison.Ordinal)) return;
            answer.Headers.Remove(header);
            if (says is not null) answer.Headers.Add(header, says);
        };

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Equal((true, 4), (e.IsTransient, Results()));
        Assert.DoesNotContain("Qualified", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_last_set_moves_the_watermark_and_replaces_what_was_there()
    {
        Deals(1_000);
        Bulk.SetRows = 300;

        var pages = (await _pulling.PullAsync()).Where(p => p.Object == SalesforceApi.Opportunity).ToList();

        Assert.Equal(pages.Count - 1, pages.FindIndex(p => p.Cursor?.Contains("\"w\":", StringComparison.Ordinal) == true));
        Assert.Equal(pages.Count - 1, pages.FindIndex(p => p.Replaces is [FactKind.Deal]));
        Assert.All(pages, p => Assert.True(p.Facts.Deals.Count <= SalesforceApi.PageRows));
    }

    [Fact]
    public async Task Requests_are_planned_as_they_are_made()
    {
        Deals(1_000);
        Bulk.SetRows = 300;
        await DealsAsync();

        Assert.Equal(_pulling.Progress.RequestsPlanned, _pulling.Progress.RequestsMade);
    }

    private void Deals(int count, string name = "A deal")
    {
        Fake.PageRows = 200;
        for (var number = 1; number <= count; number++) Fake.Add(SalesforceApi.Opportunity, Id(number)).Set("StageName", "Qualified").Set("Name", name);
    }

    private static string Id(int number) => "006" + number.ToString("d12", CultureInfo.InvariantCulture) + "AAA";

    private async Task<List<string>> DealsAsync() => Brought(await _pulling.PullAsync());

    private static List<string> Brought(IEnumerable<FactPage> pages) => [.. pages.SelectMany(p => p.Facts.Deals).Select(d => d.Id)];

    private int Jobs(string method) => Fake.Requests.Count(r => r.Method == method && r.Address.Contains("/jobs/query", StringComparison.Ordinal));

    private int Results() => Fake.Requests.Count(r => r.Address.Contains("/results", StringComparison.Ordinal));

    private static bool IsQuery((string Method, string Address) request) =>
        request.Address.Contains("FROM%20Opportunity%20WHERE%20IsDeleted%20%3D%20false", StringComparison.Ordinal) || request.Address.Contains("/query/0r8xx", StringComparison.Ordinal);
}
