using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Kpis;

/// <summary>What holds for all KPIs about people, customers and supplements.</summary>
public class SupplementKpisTests
{
    [Theory]
    [InlineData("engagement-score", "CT", "Q", KpiUnit.Score, "there is no survey-answers.csv in the supplements folder")]
    [InlineData("coaching-hours", "CTR", "WQ", KpiUnit.Hours, "no activity is called coaching: name the CRM's activity types in Crm:CoachingTypes")]
    [InlineData("rep-retention", "CT", "Q", KpiUnit.Ratio, "there is no roster.csv in the supplements folder")]
    [InlineData("objectives", "CT", "Q", KpiUnit.Ratio, "there is no objectives.csv in the supplements folder")]
    [InlineData("website-traffic", "C", "WQ", KpiUnit.Count, "there is no traffic.csv in the supplements folder")]
    [InlineData("lead-conversion", "CTR", "WQ", KpiUnit.Ratio, "no leads are synced: map the CRM's leads (or contacts with a lifecycle stage)")]
    [InlineData("cac", "C", "Q", KpiUnit.Currency, "there is no spend.csv in the supplements folder")]
    [InlineData("clv", "C", "Q", KpiUnit.Currency, "there is no recurring.csv in the supplements folder, and no account states when it churned: add the file, map the CRM's churn date, or set Churn:Mode to Inactivity")]
    [InlineData("churn-rate", "CT", "Q", KpiUnit.Ratio, "there is no recurring.csv in the supplements folder, and no account states when it churned: add the file, map the CRM's churn date, or set Churn:Mode to Inactivity")]
    [InlineData("client-engagement", "CTR", "W", KpiUnit.Ratio, "no deal of company is open")]
    [InlineData("training-effect", "CT", "Q", KpiUnit.Ratio, "there is no trainings.csv in the supplements folder")]
    public void Nothing_configured_is_no_data_that_names_the_file_or_field(string id, string levels, string cadences, KpiUnit unit, string reason)
    {
        var kpi = Some.Kpi(id);
        Assert.Equal(levels, string.Concat(kpi.Levels.Select(l => l.ToString()[0])));
        Assert.Equal(cadences, string.Concat(kpi.Cadences.Select(c => c == PeriodKind.Week ? 'W' : 'Q')));
        Assert.Equal((unit, false), (kpi.Unit, kpi.IsMultiple));
        foreach (var facts in new[] { Some.Company().Build(), Some.Company().Team("north").Rep("ann", "north").Deal(Some.Deal(close: "2017-12-14") with { AccountId = "a" }).Build() })
            foreach (var cadence in kpi.Cadences)
            {
                var result = Some.Evaluate(facts, id, cadence == PeriodKind.Week ? "2017-W50" : "2017-Q4");
                Assert.Equal((KpiStatus.NoData, null), (result.Status, result.Value));
                Assert.Equal(reason, result.Reason);
                Assert.DoesNotContain(result.Parts, p => p.Value == 0 && p.Name is not "withoutAccount");
            }
    }

    [Theory]
    [InlineData(FactKind.Roster, "rep-retention", "roster.csv was refused: row 3")]
    [InlineData(FactKind.Survey, "engagement-score", "survey-answers.csv was refused: column rep")]
    [InlineData(FactKind.Traffic, "website-traffic", "traffic.csv was refused")]
    [InlineData(FactKind.Spend, "cac", "spend.csv was refused")]
    [InlineData(FactKind.Training, "training-effect", "trainings.csv was refused")]
    [InlineData(FactKind.Objective, "objectives", "objectives.csv was refused")]
    public void A_refused_file_is_named_with_its_reason(FactKind kind, string id, string reason)
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal()).Supplements(s => s with { Missing = new Dictionary<FactKind, string> { [kind] = reason } }).Build();

        Assert.Equal((KpiStatus.NoData, reason), (Some.Evaluate(facts, id).Status, Some.Evaluate(facts, id).Reason));
    }

    [Theory]
    [InlineData("client-engagement", FactKind.Activity)]
    [InlineData("coaching-hours", FactKind.Activity)]
    [InlineData("lead-conversion", FactKind.Prospect)]
    public void A_kind_that_was_never_synced_is_named(string id, FactKind kind)
    {
        var company = Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open, close: null));
        company.Builder.MarkMissing(kind, "never synced: grant the scope");

        Assert.Equal("never synced: grant the scope", Some.Evaluate(company.Build(), id, "2017-W50").Reason);
    }
}
