using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>Properties of goal targets.</summary>
internal static class GoalProperties
{
    public static DemoObjectType Create() => new ObjectTypeOf<GoalRecord>("goal_targets", "goal_targets", "crm.objects.goals.read")
        .Text("hs_goal_name", "Goal name", g => g.Name)
        .Choice("hs_goal_type", "Goal type", g => g.Type)
        .Money("hs_target_amount", "Target", g => g.Target)
        .Moment("hs_start_datetime", "Start", g => g.Start)
        .Moment("hs_end_datetime", "End", g => g.End)
        .Choice("hs_milestone", "Milestone", g => g.Milestone)
        .RecordId("hs_assignee_team_id", "Team", g => g.TeamId)
        .RecordId("hubspot_team_id", "Team of the assignee", g => g.TeamId)
        .Text("hs_pipeline_ids", "Pipelines", g => g.Pipelines)
        .Text("hs_goal_target_currency_code", "Currency", g => g.Currency)
        .Text("hs_group_correlation_uuid", "Family", g => g.Family)
        .Text("hs_goal_target_group_id", "Group", g => g.Family)
        .Text("hs_kpi_property_name", "KPI property", _ => "amount")
        .Text("hs_kpi_object_type_id", "KPI object", _ => "0-3")
        .Choice("hs_kpi_metric_type", "KPI metric", _ => "SUM")
        .Choice("hs_kpi_unit_type", "KPI unit", _ => "CURRENCY");
}
