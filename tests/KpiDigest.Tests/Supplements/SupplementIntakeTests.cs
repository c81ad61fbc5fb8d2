using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Supplements;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Supplements;

/// <summary>From the folder into the store and back as it was, on either engine.</summary>
public abstract class SupplementIntakeTests : StoreTests
{
    private const string Rates = "currency,date,rate\nUSD,2017-11-03,0.85\n";
    private static readonly Instant T0 = Instant.FromUtc(2026, 3, 2, 6, 0);
    private static readonly Duration Day = Duration.FromDays(1);

    private TempFolder Folder => Test.Folder;

    [Fact]
    public async Task A_file_is_taken_once_and_again_when_it_changed()
    {
        Folder.Write("fx-rates.csv", Rates);
        Assert.Equal(["fx-rates.csv: taken, 1 rows."], await TakeAsync(T0));
        Assert.Empty(await TakeAsync(T0 + Day));
        Folder.Write("fx-rates.csv", Rates + "CHF,2017-11-03,0.86\n");
        Assert.Equal(["fx-rates.csv: taken, 2 rows."], await TakeAsync(T0 + Day * 2));

        Assert.Equal(2, await ScalarAsync<long>("select count(*) from supplement_files"));
    }

    [Fact]
    public async Task A_view_stands_on_the_version_of_its_time()
    {
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0);
        Folder.Write("fx-rates.csv", Rates.Replace("0.85", "0.95", StringComparison.Ordinal));
        await TakeAsync(T0 + Day * 2);

        Assert.Equal([0.85m], (await FactsAsync(T0 + Day)).FxRates.Select(r => r.Rate));
        Assert.Equal([0.95m], (await FactsAsync(T0 + Day * 2)).FxRates.Select(r => r.Rate));
        Assert.Equal([0.85m], (await FactsAsync(T0 - Day, reconstructed: true)).FxRates.Select(r => r.Rate));
        Assert.Empty((await FactsAsync(T0 - Day)).FxRates);
        Assert.NotEqual((await SetAsync(T0)).Hash, (await SetAsync(T0 + Day * 2)).Hash);
        Assert.Equal((await SetAsync(T0)).Hash, (await SetAsync(T0 + Day)).Hash);
    }

    [Fact]
    public async Task A_file_with_any_fault_is_not_taken_and_the_version_before_stays_in_force()
    {
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0);
        Folder.Write("fx-rates.csv", Rates + "CHF,2017-11-03,none\n");

        var said = await TakeAsync(T0 + Day);
        Assert.Equal(["fx-rates.csv: refused, 1 fault; the version taken before stays in force.", "fx-rates.csv row 3, rate 'none': is no number: write it as 1234.56"], said);
        var facts = await FactsAsync(T0 + Day);
        Assert.Equal(["USD"], facts.FxRates.Select(r => r.Currency));
        Assert.Equal(["fx-rates.csv of 2026-03-03 was refused (1 fault): the version of 2026-03-02 is in force."], facts.Notes);
        Assert.NotEqual((await SetAsync(T0)).Hash, (await SetAsync(T0 + Day)).Hash);

        Assert.Equal(said, await TakeAsync(T0 + Day * 2));
        Assert.Equal(2, await ScalarAsync<long>("select count(*) from supplement_files"));
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0 + Day * 3);
        Assert.Empty((await FactsAsync(T0 + Day * 3)).Notes);
    }

    [Fact]
    public async Task A_refused_first_version_gives_nothing_and_the_reason_says_so()
    {
        Folder.Write("survey-answers.csv", "round,score,scale_min,scale_max,rep\nQ4,9,0,10,Ada\n");

        Assert.Contains("surveys are anonymous", string.Join('\n', await TakeAsync(T0)), StringComparison.Ordinal);
        var facts = await FactsAsync(T0);
        Assert.Empty(facts.SurveyAnswers);
        Assert.Equal("survey-answers.csv was refused (1 fault): 'kpidigest check' lists what is wrong", facts.Missing[FactKind.Survey]);
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from supplement_files where bytes is null"));
    }

    [Fact]
    public async Task A_file_that_is_gone_counts_no_more_and_comes_back()
    {
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0);
        File.Delete(Folder.Combine("fx-rates.csv"));
        Assert.Equal(["fx-rates.csv: not there any more; its rows count no more."], await TakeAsync(T0 + Day));
        Assert.Empty(await TakeAsync(T0 + Day * 2));
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0 + Day * 3);

        Assert.Single((await FactsAsync(T0)).FxRates);
        Assert.Empty((await FactsAsync(T0 + Day * 2)).FxRates);
        Assert.Single((await FactsAsync(T0 + Day * 3)).FxRates);
        Assert.Contains("there is no fx-rates.csv", (await FactsAsync(T0 + Day)).Missing[FactKind.FxRate], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_gone_removes_nothing()
    {
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0);

        var said = await new SupplementIntake(new SupplementStore(Database), Folder.Combine("not mounted")).RunAsync(T0 + Day, Now);
        Assert.EndsWith("no such folder. Create it, or clear the setting. What was taken before stays in force.", Assert.Single(said), StringComparison.Ordinal);
        Assert.Single((await FactsAsync(T0 + Day)).FxRates);
    }

    [Fact]
    public async Task Without_a_folder_in_the_configuration_no_file_is_in_force()
    {
        Folder.Write("fx-rates.csv", Rates);
        await TakeAsync(T0);
        await new SupplementIntake(new SupplementStore(Database), null).RunAsync(T0 + Day, Now);

        Assert.Empty((await FactsAsync(T0 + Day)).FxRates);
        Assert.Empty(await new SupplementIntake(new SupplementStore(Database), null).RunAsync(T0 + Day * 2, Now));
    }

    [Fact]
    public async Task All_samples_are_taken_and_given_to_the_facts()
    {
        foreach (var file in SupplementFiles.All) Folder.Write(file.Name, Sample.Text(file.Name));

        Assert.Equal(SupplementFiles.All.Count, (await TakeAsync(T0)).Count);
        Assert.Empty((await FactsAsync(T0)).Missing);
        Assert.Equal([new(2017, 12, 25), new LocalDate(2017, 12, 26)], (await SetAsync(T0)).Holidays("de"));
        Assert.Empty((await SetAsync(T0)).Holidays("CH"));
    }

    private Task<IReadOnlyList<string>> TakeAsync(Instant at) => new SupplementIntake(new SupplementStore(Database), Folder.Path).RunAsync(at, Now);

    private async Task<SupplementFacts> FactsAsync(Instant knownAt, bool reconstructed = false) => (await SetAsync(knownAt, reconstructed)).Bind(Sample.Crm);

    private Task<SupplementSet> SetAsync(Instant knownAt, bool reconstructed = false) =>
        new SupplementShelf(new SupplementStore(Database), hasFolder: true, DateTimeZone.Utc).ReadAsync(knownAt, reconstructed, Now);
}

public sealed class SupplementIntakeOnSqliteTests : SupplementIntakeTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SupplementIntakeOnPostgresTests : SupplementIntakeTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
