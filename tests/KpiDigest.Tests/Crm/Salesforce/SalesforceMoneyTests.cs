using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>Quotas and currencies.</summary>
public sealed class SalesforceMoneyTests : IDisposable
{
    private const string Quarter = "026000000000001AAA";
    private const string Revenue = "0Db000000000001AAA";
    private const string Quantity = "0Db000000000002AAA";
    private const string Rep = "005000000000001AAA";
    private const string Manager = "005000000000002AAA";

    private readonly Pulling _pulling = new();

    public SalesforceMoneyTests()
    {
        Fake.Add(SalesforceApi.Period, Quarter).Set("StartDate", new LocalDate(2026, 10, 1)).Set("EndDate", new LocalDate(2026, 12, 31));
        Fake.Add(SalesforceApi.ForecastingType, Revenue).Set("DeveloperName", "OpportunityRevenue").Set("MasterLabel", "Opportunity Revenue");
        Fake.Add(SalesforceApi.ForecastingType, Quantity).Set("DeveloperName", "ProductFamily").Set("MasterLabel", "Product Family");
        Fake.Add(SalesforceApi.UserRole, "00E000000000001AAA").Set("Name", "Sales");
        Fake.Add(SalesforceApi.UserRole, "00E000000000002AAA").Set("Name", "West").Set("ParentRoleId", "00E000000000001AAA");
        Fake.Add(SalesforceApi.User, Rep).Set("Name", "Ana Ruiz").Set("IsActive", true).Set("UserRoleId", "00E000000000002AAA");
        Fake.Add(SalesforceApi.User, Manager).Set("Name", "Ben Roth").Set("IsActive", true).Set("UserRoleId", "00E000000000001AAA");
    }

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_quota_lasts_as_long_as_its_period()
    {
        Quota(1, Rep, 250_000m);

        var quota = Assert.Single(await QuotasAsync());

        Assert.Equal((ScopeKind.Rep, Rep, new LocalDate(2026, 10, 1), new LocalDate(2027, 1, 1), 250_000m), (quota.Subject, quota.SubjectId, quota.Start, quota.End, quota.Amount));
    }

    [Fact]
    public async Task A_forecast_managers_quota_is_that_of_the_team()
    {
        Quota(1, Rep, 250_000m);
        Quota(2, Manager, 900_000m);

        Assert.Equal([(ScopeKind.Rep, Rep), (ScopeKind.Team, "00E000000000001AAA")], (await QuotasAsync()).Select(q => (q.Subject, q.SubjectId!)));
    }

    [Fact]
    public async Task A_manager_whose_people_have_no_quotas_has_an_own_one()
    {
        Quota(1, Manager, 900_000m);

        Assert.Equal(ScopeKind.Rep, Assert.Single(await QuotasAsync()).Subject);
    }

    [Fact]
    public async Task Of_several_forecasting_types_none_counts_until_one_is_chosen()
    {
        Quota(1, Rep, 250_000m);
        Quota(2, Rep, 240_000m, Quantity);

        Assert.Empty(await QuotasAsync());
        Assert.Equal("Salesforce has quotas of several forecasting types (OpportunityRevenue, ProductFamily); name one in Crm:Salesforce:ForecastingType", _pulling.Account!.Missing[FactKind.Quota]);
    }

    [Theory]
    [InlineData("opportunityrevenue", 250_000)]
    [InlineData("Product Family", 240_000)]
    public async Task The_chosen_forecasting_type_counts(string chosen, int amount)
    {
        _pulling.Options.Salesforce.ForecastingType = chosen;
        Quota(1, Rep, 250_000m);
        Quota(2, Rep, 240_000m, Quantity);

        Assert.Equal(amount, Assert.Single(await QuotasAsync()).Amount);
    }

    [Fact]
    public async Task A_forecasting_type_that_is_not_there_stops_with_the_nearest()
    {
        _pulling.Options.Salesforce.ForecastingType = "OportunityRevenue";

        Assert.Contains("the nearest is 'OpportunityRevenue'", (await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sight_of_quotas_they_are_missing_by_name()
    {
        Fake.Schema.Remove(SalesforceApi.ForecastingQuota);

        Assert.Contains("View All Forecasts", (await _pulling.OpenAsync()).Missing[FactKind.Quota], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_are_divided_by_the_rate_of_their_currency()
    {
        Currencies();
        Deal(1, 100m, "USD");
        Deal(2, 100m, "EUR");
        Deal(3, 100m, "XXX");
        Quota(1, Rep, 50m).Set("CurrencyIsoCode", "USD");

        var pages = await _pulling.PullAsync();

        Assert.Equal("EUR", _pulling.Account!.Currency);
        Assert.Equal([80m, 100m, null], pages.SelectMany(p => p.Facts.Deals).Select(d => d.HomeAmount));
        Assert.Equal((40m, "EUR"), pages.SelectMany(p => p.Facts.Quotas).Select(q => (q.Amount, q.Currency!)).Single());
    }

    [Fact]
    public async Task Dated_rates_are_those_of_the_close_date()
    {
        Currencies();
        Fake.Schema[SalesforceApi.DatedConversionRate] = new() { ["IsoCode"] = "picklist", ["StartDate"] = "date", ["NextStartDate"] = "date", ["ConversionRate"] = "double" };
        Rate(1, new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 1), 2m);
        Rate(2, new LocalDate(2026, 12, 1), new LocalDate(9999, 12, 31), 4m);
        Deal(1, 100m, "USD").Set("CloseDate", new LocalDate(2026, 11, 30));
        Deal(2, 100m, "USD").Set("CloseDate", new LocalDate(2026, 12, 1));
        Deal(3, 100m, "USD").Set("CloseDate", new LocalDate(2025, 12, 31));

        Assert.Equal([50m, 25m, 80m], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.HomeAmount!.Value));
    }

    [Fact]
    public async Task A_rate_that_changed_moves_no_record_so_all_deals_are_read_again()
    {
        Currencies();
        Deal(1, 100m, "USD");
        await _pulling.PullAsync();
        Fake[SalesforceApi.CurrencyType, "01L000000000002AAA"].Set("ConversionRate", 1.6m);

        Assert.Equal(62.5m, Assert.Single((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals)).HomeAmount);
        Assert.Empty((await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals));
    }

    [Fact]
    public async Task Hidden_currencies_are_said()
    {
        Fake.Schema[SalesforceApi.Opportunity]["CurrencyIsoCode"] = "picklist";

        Assert.Contains((await _pulling.OpenAsync()).Warnings, w => w.Contains("View Setup and Configuration", StringComparison.Ordinal));
    }

    private FakeRecord Quota(int number, string owner, decimal amount, string type = Revenue) => Fake.Add(SalesforceApi.ForecastingQuota, $"0J900000000000{number}AAA").Set("QuotaOwnerId", owner)
        .Set("QuotaAmount", amount).Set("PeriodId", Quarter).Set("ForecastingTypeId", type).Set("IsAmount", true).Set("StartDate", new LocalDate(2026, 10, 1));

    private FakeRecord Deal(int number, decimal amount, string currency) => Fake.Add(SalesforceApi.Opportunity, $"00600000000000{number}AAA").Set("StageName", "Qualified").Set("Amount", amount)
        .Set("CurrencyIsoCode", currency).Set("CloseDate", new LocalDate(2026, 12, 15));

    private void Currencies()
    {
        Fake.Schema[SalesforceApi.Opportunity]["CurrencyIsoCode"] = "picklist";
        Fake.Schema[SalesforceApi.ForecastingQuota]["CurrencyIsoCode"] = "picklist";
        Fake.Schema[SalesforceApi.CurrencyType] = new() { ["IsoCode"] = "picklist", ["ConversionRate"] = "double", ["IsCorporate"] = "boolean" };
        Fake.Add(SalesforceApi.CurrencyType, "01L000000000001AAA").Set("IsoCode", "EUR").Set("ConversionRate", 1m).Set("IsCorporate", true);
        Fake.Add(SalesforceApi.CurrencyType, "01L000000000002AAA").Set("IsoCode", "USD").Set("ConversionRate", 1.25m).Set("IsCorporate", false);
    }

    private void Rate(int number, LocalDate from, LocalDate until, decimal rate) => Fake.Add(SalesforceApi.DatedConversionRate, $"04w00000000000{number}AAA").Set("IsoCode", "USD").Set("StartDate", from)
        .Set("NextStartDate", until).Set("ConversionRate", rate);

    private async Task<List<Quota>> QuotasAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Quotas)];
}
