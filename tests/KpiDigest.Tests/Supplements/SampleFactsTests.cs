using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Supplements;

/// <summary>What the rows of the samples become.</summary>
public sealed class SampleFactsTests
{
    private readonly SupplementFacts _facts = Sample.Facts(Sample.Crm);

    [Fact]
    public void All_samples_bind_without_a_note()
    {
        Assert.Empty(_facts.Notes);
        Assert.Empty(_facts.Missing);
    }

    [Fact]
    public void A_quota_has_its_subject_and_half_open_days()
    {
        Assert.Equal(
            [(ScopeKind.Company, null, 1_000_000m), (ScopeKind.Team, "t1", 600_000m), (ScopeKind.Rep, "1001", 120_000m), (ScopeKind.Rep, "1002", 80_000.50m)],
            _facts.Quotas.Select(q => (q.Subject, q.SubjectId, q.Amount)));
        Assert.All(_facts.Quotas, q => Assert.Equal((new LocalDate(2017, 10, 1), new LocalDate(2018, 1, 1)), (q.Start, q.End)));
        Assert.Equal(("USD", true), (_facts.Quotas[3].Currency, _facts.Quotas[3].AsIs));
        Assert.Equal((null, false), (_facts.Quotas[0].Currency, _facts.Quotas[0].AsIs));
    }

    [Fact]
    public void A_roster_row_ends_on_the_day_after_its_last_day() => Assert.Equal(
        [
            new("1001", "t1", new(2015, 4, 1), null, true), new("1002", "t1", null, new(2017, 7, 1), false), new("1002", "t2", new(2017, 7, 1), null, false),
            new("1003", "t2", new(2016, 1, 1), new(2017, 1, 1), false), new RosterRow("1003", "t2", new LocalDate(2017, 3, 1), null, false),
        ],
        _facts.Roster);

    [Fact]
    public void A_comment_in_a_survey_is_read_only_where_its_writer_agreed()
    {
        Assert.Equal(["More coaching, fewer forms", null, null], _facts.SurveyAnswers.Select(a => a.Comment));
        Assert.Equal([(9m, 0m, 10m), (7m, 0m, 10m), (4m, 1m, 5m)], _facts.SurveyAnswers.Select(a => (a.Score, a.ScaleMin, a.ScaleMax)));
        Assert.Equal([("t1", 12), ("t2", 9)], _facts.SurveyRounds.Select(r => (r.TeamId, r.Invited)));
    }

    [Fact]
    public void Participants_skills_and_accounts_are_found_by_name_email_or_id()
    {
        Assert.Equal(["1001", "1002"], _facts.Trainings[0].RepIds);
        Assert.Equal(["1003"], _facts.Trainings[1].RepIds);
        Assert.Equal(["s2", null], _facts.Trainings.Select(t => t.Skill));
        Assert.Equal(["4710", "4710", "4711", "4711"], _facts.Recurring.Select(r => r.AccountId));
        Assert.Equal((new LocalDate(2017, 10, 1), 80.50m), (_facts.Recurring[2].Month, _facts.Recurring[2].Amount));
    }

    [Fact]
    public void The_other_files_give_their_facts()
    {
        Assert.Equal([(SpendKind.Sales, 250_000m), (SpendKind.Marketing, 18_450.75m)], _facts.Spends.Select(s => (s.Kind, s.Amount)));
        Assert.Equal([(1480, 21), (640, 17), (1512, 19)], _facts.Traffic.Select(t => (t.Sessions, t.Leads)));
        Assert.Equal([(0.65m, null, true, false), (600_000m, null, true, true), (20m, 14m, false, false)], _facts.Objectives.Select(o => (o.Target, o.Actual, o.Up, o.IsCumulative)));
        Assert.Equal("The new price list came in week 45.\nIt helps.", _facts.Comments[0].Text);
        Assert.Equal(["open", "done"], _facts.Actions.Select(a => a.Status));
        Assert.Equal(new FxRate("USD", new LocalDate(2017, 11, 3), 0.8583m), _facts.FxRates[0]);
        Assert.Equal([new(2017, 12, 25), new LocalDate(2017, 12, 26)], _facts.Holidays.Select(h => h.Date));
    }
}
