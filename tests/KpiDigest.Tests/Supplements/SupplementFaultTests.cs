using System.Text;
using KpiDigest.Supplements;

namespace KpiDigest.Tests.Supplements;

/// <summary>Every fault is named with file, row, column, value and reason, and none hides another.</summary>
public sealed class SupplementFaultTests
{
    [Theory]
    [InlineData("quotas.csv", "subject,first_day,last_day,amount\ncompany,2017-10-01,2017-12-31,1\nregion:North,2017-10-01,2017-12-31,1", "quotas.csv row 3, subject 'region:North': expected company")]
    [InlineData("roster.csv", "rep\nAda\n\"Ada\nB\"", "roster.csv row 3, rep 'Ada B': holds a line break")]
    [InlineData("survey-rounds.csv", "round,date,invited\nQ4,2017-11-24,12\nQ3,2017-08-24,some", "survey-rounds.csv row 3, invited 'some': is no number")]
    [InlineData("survey-answers.csv", "round,score,scale_min,scale_max\nQ4,9,0,10\nQ4,11,0,10", "survey-answers.csv row 3, score '11': is outside its scale")]
    [InlineData("trainings.csv", "name,date,participants\nA,2017-08-21,Ada\nB,21.8.2017,Ada", "trainings.csv row 3, date '21.8.2017': is no date: write it as 2017-12-31")]
    [InlineData("spend.csv", "first_day,last_day,kind,amount\n2017-10-01,2017-12-31,sales,1\n2017-10-01,2017-12-31,rent,1", "spend.csv row 3, kind 'rent': expected sales, marketing")]
    [InlineData("traffic.csv", "date,source,sessions,leads\n2017-11-13,paid,5,1\n2017-11-14,paid,5,6", "traffic.csv row 3, leads '6': is more than sessions")]
    [InlineData("recurring.csv", "account,month,amount\nAcme,2017-10,1\nAcme,2017-11-02,1", "recurring.csv row 3, month '2017-11-02': is no month: write it as 2017-12")]
    [InlineData("objectives.csv", "name,kpi,target,first_day,last_day\nA,win-rate,65%,2017-10-01,2017-12-31\nB,win-rat,65%,2017-10-01,2017-12-31", "objectives.csv row 3, kpi 'win-rat': is no KPI; did you mean 'win-rate'?")]
    [InlineData("comments.csv", "first_day,last_day,author,text\n2017-10-01,2017-12-31,Ada,Good\n2017-10-02,2017-10-01,Ada,Good", "comments.csv row 3, last_day '2017-10-01': is before first_day")]
    [InlineData("actions.csv", "date,owner,text,status\n2017-11-20,Ada,Call,open\n2017-11-20,Ada,Call,later", "actions.csv row 3, status 'later': expected open, done, dropped")]
    [InlineData("fx-rates.csv", "currency,date,rate\nUSD,2017-11-03,0.85\nUSD,2017-11-04,0", "fx-rates.csv row 3, rate '0': is not above 0")]
    [InlineData("holidays.csv", "set,date\nDE,2017-12-25\n,2017-12-26", "holidays.csv row 3, set '': is blank")]
    public void A_bad_row_behind_a_good_one_is_the_only_fault(string file, string text, string fault)
    {
        Assert.StartsWith(fault, Assert.Single(Sample.Faults(file, text)), StringComparison.Ordinal);
        Assert.Equal((2, 1), (Sample.File(file).Check(Encoding.UTF8.GetBytes(text), SupplementNames.Any).Rows, Sample.Faults(file, text).Count));
    }

    [Fact]
    public void All_faults_of_all_rows_are_listed_in_their_order()
    {
        var faults = Sample.Faults("quotas.csv", "subject,first_day,last_day,amount,as_is\nNorth,2017-13-01,2017-12-31,1\n\nrep:Ada,,31.12.2017,\"1.234,56\",perhaps\n");

        Assert.Equal(
            [
                "quotas.csv row 2: has 4 values, the header 5: a value that holds a comma needs quotation marks",
                "quotas.csv row 4, first_day '': is blank",
                "quotas.csv row 4, last_day '31.12.2017': is no date: write it as 2017-12-31",
                "quotas.csv row 4, amount '1.234,56': holds a comma: write a point before decimals and no separators of thousands, 1234.56",
                "quotas.csv row 4, as_is 'perhaps': expected yes, no, true, false",
            ],
            faults);
    }

    [Theory]
    [InlineData("date,source,sesions,sessions,leads", "traffic.csv row 1, sesions 'sesions': is no column of traffic.csv; did you mean 'sessions'?")]
    [InlineData("date,source,sessions,leads,weather report", "traffic.csv row 1, weather report 'weather report': is no column of traffic.csv; it has date, source, sessions, leads")]
    [InlineData("date,source,leads", "traffic.csv row 1, sessions '': the column is missing")]
    [InlineData("date,date,source,sessions,leads", "traffic.csv row 1, date 'date': stands twice in the header")]
    [InlineData("date,source,sessions,leads,", "traffic.csv row 1, column 5 '': has no name: delete it or name it")]
    [InlineData("date;source;sessions;leads", "traffic.csv row 1: the columns are not separated by commas: save the file as comma-separated CSV")]
    [InlineData("", "traffic.csv: the file is empty: it needs at least its header")]
    public void A_header_that_does_not_fit_is_refused_with_what_was_probably_meant(string header, string fault) =>
        Assert.Contains(fault, Sample.Faults("traffic.csv", header));

    [Theory]
    [InlineData("1234.56", null)]
    [InlineData("-12", null)]
    [InlineData("1.2340", null)]
    [InlineData("1.234,56", "holds a comma")]
    [InlineData("1,234.56", "holds a comma")]
    [InlineData("1.234", "could be read in two ways")]
    [InlineData("1 234", "is no number")]
    [InlineData("1e5", "is no number")]
    [InlineData("12 EUR", "is no number")]
    [InlineData("=1+1", "is no number")]
    [InlineData("NaN", "is no number")]
    [InlineData("65%", "is no number")]
    [InlineData("999999999999999", "is too large")]
    public void Money_is_written_in_one_way(string amount, string? fault)
    {
        var faults = Sample.Faults("spend.csv", $"first_day,last_day,kind,amount\n2017-10-01,2017-12-31,sales,\"{amount}\"");

        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quotas.csv", "subject,first_day,last_day,amount\nrep:Ada,2017-10-01,2017-12-31,1\nREP: ada,2017-10-01,2017-12-31,2")]
    [InlineData("survey-rounds.csv", "round,date,team,invited\nQ4,2017-11-24,North,1\nQ4,2017-11-24,north,2")]
    [InlineData("trainings.csv", "name,date,participants\nA,2017-08-21,Ada\na,2017-08-21,Ben")]
    [InlineData("traffic.csv", "date,source,sessions,leads\n2017-11-13,paid,5,1\n2017-11-13,Paid,5,1")]
    [InlineData("recurring.csv", "account,month,amount\nAcme,2017-10,1\nacme,2017-10-01,2")]
    [InlineData("objectives.csv", "name,target,first_day,last_day\nA,1,2017-10-01,2017-12-31\na,2,2017-10-01,2017-12-30")]
    [InlineData("fx-rates.csv", "currency,date,rate\nUSD,2017-11-03,0.85\nusd,2017-11-03,0.86")]
    [InlineData("holidays.csv", "set,date\nDE,2017-12-25\nde,2017-12-25")]
    public void What_may_stand_once_is_refused_the_second_time(string file, string text) =>
        Assert.Contains("row 3", Assert.Single(Sample.Faults(file, text), fault => fault.Contains("says the same as row 2", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Ada,,2017-06-30\nAda,2017-07-01,", 0)]
    [InlineData("Ada,,2017-06-30\nAda,2017-06-30,", 1)]
    [InlineData("Ada,2017-01-01,\nAda,,2016-12-31", 0)]
    [InlineData("Ada,,\nAda,2017-01-01,2017-01-31\nAda,2017-03-01,", 2)]
    [InlineData("Ada,,\nBen,,", 0)]
    public void Intervals_of_one_rep_must_not_overlap(string rows, int faults) =>
        Assert.Equal(faults, Sample.Faults("roster.csv", "rep,first_day,last_day\n" + rows).Count(fault => fault.Contains("overlaps with row", StringComparison.Ordinal)));

    [Theory]
    [InlineData("survey-answers.csv", "round,score,scale_min,scale_max,rep\nQ4,9,0,10,Ada")]
    [InlineData("survey-answers.csv", "round,score,scale_min,scale_max,E-Mail\nQ4,9,0,10,ada@example.com")]
    [InlineData("survey-answers.csv", "round,score,scale_min,scale_max,Full Name\nQ4,9,0,10,Ada")]
    [InlineData("survey-answers.csv", "round,score,scale_min,scale_max,deal_owner\nQ4,9,0,10,Ada")]
    [InlineData("survey-rounds.csv", "round,date,invited,employee\nQ4,2017-11-24,9,Ada")]
    public void A_survey_with_a_column_for_people_is_refused_without_naming_anybody(string file, string text)
    {
        var fault = Assert.Single(Sample.Faults(file, text));

        Assert.Contains("surveys are anonymous", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", fault, StringComparison.OrdinalIgnoreCase);
    }
}
