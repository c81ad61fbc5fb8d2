using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsNamesTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task All_wrong_names_are_said_at_once_each_with_the_nearest()
    {
        var options = _pulling.Options;
        (options.AmountField, options.Dynamics.StageField, options.Fields.Margin, options.Fields.Segment, options.Fields.ActivityType) = ("estimatedvalu", "stepnam", "new_margn", "new_teir", "categry");

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Equal(5, e.Faults.Count);
        foreach (var (setting, nearest) in new[] { ("Crm:AmountField", "estimatedvalue"), ("Crm:Dynamics:StageField", "stepname"), ("Crm:Fields:Margin", "new_margin"), ("Crm:Fields:Segment", "new_tier"), ("Crm:Fields:ActivityType", "category") })
            Assert.Contains(e.Faults, f => f.StartsWith(setting, StringComparison.Ordinal) && f.Contains($"'{nearest}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_of_another_type_is_a_fault()
    {
        _pulling.Options.Fields.Margin = "name";

        Assert.Contains("holds String values", Assert.Single((await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_column_that_is_not_there_is_a_warning_and_is_not_asked_for()
    {
        Fake.Tables["opportunity"].Columns.Remove("msdyn_forecastcategory");
        _pulling.Deal(1);

        await _pulling.OnlyDealAsync();

        Assert.Contains(_pulling.Account!.Warnings, w => w.Contains("'msdyn_forecastcategory'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_environment_without_sales_says_so()
    {
        Fake.Tables["opportunity"].Columns.Remove("actualclosedate");

        Assert.Contains("is Dynamics 365 Sales installed", (await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_pipelines_and_values_that_are_not_there_stop_nothing_and_are_said()
    {
        Fake.Put("systemuser", Pulling.Id('a', 1), ("fullname", "Ana Ruiz"), ("internalemailaddress", "ana@example.com"), ("businessunitid", new FakeLookup("businessunit", Pulling.Top)));
        Fake.Tables["opportunity"].Options["new_kind"] = [(1, "Upsell")];
        _pulling.Options.Fields.DealKind = "new_kind";
        _pulling.Options.DealKinds["Upsel"] = "Expansion";
        _pulling.Options.Include.Owners = ["Ana Ruis", "ANA@example.com"];
        _pulling.Options.Exclude.Pipelines = ["Partners", "opportunity"];

        var misnamed = (await _pulling.OpenAsync()).Misnamed;

        Assert.Equal(3, misnamed.Count);
        Assert.Contains(misnamed, m => m.Contains("'Upsell'", StringComparison.Ordinal));
        Assert.Contains(misnamed, m => m.Contains("'Ana Ruiz'", StringComparison.Ordinal));
        Assert.Contains(misnamed, m => m.StartsWith("Crm:Exclude:Pipelines 'Partners'", StringComparison.Ordinal));
    }
}
