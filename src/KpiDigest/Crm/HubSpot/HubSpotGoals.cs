using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>Sales goals → quotas, one a time slice; goals for something else than sales are not quotas. Pure.</summary>
internal sealed class HubSpotGoals(HubSpotMapping mapping)
{
    private const string Start = "hs_start_datetime";
    private const string End = "hs_end_datetime";
    private const string Target = "hs_target_amount";

    public static IReadOnlyList<string> Properties { get; } =
    [
        "hs_goal_name", "hs_goal_type", Target, Start, End, "hubspot_owner_id", "hs_assignee_team_id", "hubspot_team_id", "hs_goal_target_currency_code",
        "hs_group_correlation_uuid", "hs_goal_target_group_id",
    ];

    public void Map(ObjectRow row, PageFacts into)
    {
        if (!string.Equals(row.Properties["hs_goal_type"], "sales_quota", StringComparison.OrdinalIgnoreCase)) return;
        var values = new RowReader(HubSpotApi.Goals, row, mapping.Notes);
        if (!values.TryMoney(Target, out var amount)) return;
        if (amount is null || FirstDay(values) is not { } start || DayAfter(values) is not { } end || end <= start)
        {
            var value = $"{row.Properties[Target]} from {row.Properties[Start]} to {row.Properties[End]}";
            mapping.Notes.Refused(HubSpotApi.Goals, row.Id, $"{Target}, {Start}, {End}", value, "are no amount over an interval");
            return;
        }

        var (subject, id) = Subject(row.Properties);
        into.Quotas.Add(new Quota
        {
            Id = row.Id,
            Subject = subject,
            SubjectId = id,
            Start = start,
            End = end,
            Amount = amount.Value,
            Currency = row.Properties["hs_goal_target_currency_code"],
            Family = row.Properties["hs_group_correlation_uuid"] ?? row.Properties["hs_goal_target_group_id"],
        });
    }

    /// <summary>A user goal names the owner's team too; only without an owner is the team the subject.</summary>
    private static (ScopeKind Kind, string? Id) Subject(HubSpotProperties values) =>
        values["hs_assignee_team_id"] is { } assigned ? (ScopeKind.Team, assigned)
        : values["hubspot_owner_id"] is { } owner ? (ScopeKind.Rep, owner)
        : values["hubspot_team_id"] is { } team ? (ScopeKind.Team, team)
        : (ScopeKind.Company, null);

    private LocalDate? FirstDay(RowReader values) => values.Date(Start) is { } stated ? Day(stated, out _) : null;

    /// <summary>Goals end at the last millisecond of their last day; ours are half-open.</summary>
    private LocalDate? DayAfter(RowReader values)
    {
        if (values.Date(End) is not { } stated) return null;
        if (stated.On is { } lastDay) return lastDay.PlusDays(1);
        var end = stated.At!.Value;
        var whole = end.ToUnixTimeMilliseconds() % 1000 == 999 ? end + Duration.FromMilliseconds(1) : end;
        var day = Day(FactDate.OfInstant(whole), out var midnight);
        return midnight ? day : day.PlusDays(1);
    }

    /// <summary>A stamp at midnight UTC is a plain date written as an instant; any other is read in the account's zone.</summary>
    private LocalDate Day(FactDate stated, out bool midnight)
    {
        midnight = true;
        if (stated.On is { } on) return on;
        var utc = stated.At!.Value.InUtc().LocalDateTime;
        var local = utc.TimeOfDay == LocalTime.Midnight ? utc : stated.At.Value.InZone(mapping.Zone).LocalDateTime;
        midnight = local.TimeOfDay == LocalTime.Midnight;
        return local.Date;
    }
}
