using KpiDigest.Core.Facts;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Tests.Supplements;

/// <summary>How what people write in files finds people, teams and accounts.</summary>
public sealed class SupplementNamesTests
{
    [Theory]
    [InlineData("ada@example.com", "1001")]
    [InlineData("ADA lovelace", "1001")]
    [InlineData("#1003", "1003")]
    [InlineData("Cy Twin", null)]
    [InlineData("Ada Loveless", null)]
    [InlineData("#9", null)]
    public void A_rep_is_found_by_email_name_or_id_and_never_by_a_name_that_two_have(string text, string? id) => Assert.Equal(id, SupplementNames.Of(Sample.Crm).Rep(text, out _));

    [Theory]
    [InlineData("company", ScopeKind.Company, "")]
    [InlineData("Team: north", ScopeKind.Team, "t1")]
    [InlineData("rep:#1002", ScopeKind.Rep, "1002")]
    public void A_subject_is_written_as_scopes_are(string text, ScopeKind kind, string id)
    {
        var subject = SupplementNames.Of(Sample.Crm).Subject(text, out _);

        Assert.Equal((kind, id), (subject!.Kind, subject.Id));
    }

    [Theory]
    [InlineData("team:")]
    [InlineData("north")]
    [InlineData("region:North")]
    [InlineData("team:(unassigned)")]
    public void Anything_else_is_no_subject(string text) => Assert.Null(SupplementNames.Of(Sample.Crm).Subject(text, out _));

    [Fact]
    public void A_row_whose_name_is_not_found_is_left_aside_and_the_others_count()
    {
        var roster = "rep,team\nada@example.com,North\nEve Nobody,North\nCy Twin,South\nBen Otto,Nort\n";

        var facts = Sample.Facts(Sample.Crm, ("roster.csv", roster));
        Assert.Equal(["1001"], facts.Roster.Select(r => r.RepId));
        Assert.Equal(["roster.csv: 3 of 4 rows name somebody or something that was not found; 'kpidigest sync' lists them."], facts.Notes);
        Assert.Equal(
            [
                "roster.csv row 3, rep 'Eve Nobody': No rep is called 'Eve Nobody'",
                "roster.csv row 4, rep 'Cy Twin': 2 reps are called 'Cy Twin': write rep:#1003 or rep:#1004",
                "roster.csv row 5, team 'Nort': No team is called 'Nort'; did you mean 'North'?",
            ],
            Sample.Faults("roster.csv", roster, Sample.Crm));
        Assert.Empty(Sample.Faults("roster.csv", roster));
    }

    [Fact]
    public void Two_spellings_of_one_rep_are_found_to_overlap_when_the_names_are_known()
    {
        const string roster = "rep,first_day\nada@example.com,2017-01-01\nAda Lovelace,2017-02-01\n";

        Assert.Empty(Sample.Faults("roster.csv", roster));
        Assert.Contains("overlaps with row 2", Assert.Single(Sample.Faults("roster.csv", roster, Sample.Crm)), StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2017, 1, 1), Assert.Single(Sample.Facts(Sample.Crm, ("roster.csv", roster)).Roster).From);
    }

    [Fact]
    public void A_participant_who_is_not_found_is_left_out_and_the_training_stays()
    {
        var training = Assert.Single(Sample.Facts(Sample.Crm, ("trainings.csv", "name,date,participants\nA,2017-08-21,Eve; Ben Otto; #1002\n")).Trainings);

        Assert.Equal(["1002"], training.RepIds);
    }

    [Fact]
    public void Accounts_and_stages_are_found_by_a_name_that_one_has_or_by_id()
    {
        var names = SupplementNames.Of(Sample.Crm);

        Assert.Equal("4710", names.Account("acme gmbh", out _));
        Assert.Null(names.Account("Bolt", out var two));
        Assert.Equal("2 accounts are called so: write #4711 or #4712", two);
        Assert.Null(names.Account("Acme", out var near));
        Assert.Equal("no account is called so", near);
        Assert.Equal("s2", names.Stage("#s2", out _));
    }

    [Fact]
    public void A_quota_of_the_file_beats_the_crms_of_the_same_subject_and_overlapping_days_and_that_is_said()
    {
        var crm = Sample.Crm with { Quotas = [Quota("1", 1, 4), Quota("2", 4, 7), Quota("3", 7, 10), Quota("4", 4, 7) with { SubjectId = "1002" }] };

        var facts = Sample.Facts(crm, ("quotas.csv", "subject,first_day,last_day,amount\nrep:#1001,2017-06-01,2017-06-30,5\n"));
        Assert.Equal(["quotas.csv replaces 1 of the CRM's 4 quotas."], facts.Notes);
        Assert.Equal(["2"], QuotaPrecedence.Beaten(crm.Quotas, facts.Quotas).Select(q => q.Id));
        Assert.Equal(["1", "3", "4", facts.Quotas[0].Id], QuotaPrecedence.InForce([.. crm.Quotas], [.. facts.Quotas]).Select(q => q.Id));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_the_setting()
    {
        var without = new SupplementSet([], hasFolder: false, DateTimeZone.Utc).Bind(Sample.Crm);

        Assert.Equal(SupplementKinds.Files.Keys, without.Missing.Keys);
        Assert.Equal("there is no spend.csv: Supplements:Folder is not set", without.Missing[FactKind.Spend]);
        Assert.Equal("there is no spend.csv in the folder of Supplements:Folder", new SupplementSet([], hasFolder: true, DateTimeZone.Utc).Bind(Sample.Crm).Missing[FactKind.Spend]);
        Assert.Equal("no row of spend.csv could be used", Sample.Facts(Sample.Crm, ("spend.csv", "first_day,last_day,kind,amount\n")).Missing[FactKind.Spend]);
    }

    private static Quota Quota(string id, int from, int until) =>
        new() { Id = id, Subject = ScopeKind.Rep, SubjectId = "1001", Start = new(2017, from, 1), End = new(2017, until, 1), Amount = 100 };
}
