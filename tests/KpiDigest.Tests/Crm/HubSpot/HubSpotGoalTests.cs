namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>Goals carry the family by which those of teams and of their members are known to say the same twice.</summary>
public sealed class HubSpotGoalTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData("a", "b", "a")]
    [InlineData(null, "b", "b")]
    [InlineData("", "b", "b")]
    [InlineData(null, null, null)]
    public async Task The_family_is_the_correlation_id_or_else_the_group(string? correlation, string? group, string? family)
    {
        foreach (var (id, subject) in new[] { (1, "hubspot_owner_id"), (2, "hs_assignee_team_id") })
        {
            _pulling.Hub.Add("goal_targets", id).Set("hs_goal_type", "sales_quota").Set("hs_target_amount", "1000").Set("hs_start_datetime", "2026-11-01T00:00:00Z")
                .Set("hs_end_datetime", "2026-11-30T23:59:59.999Z").Set(subject, "7").Set("hs_group_correlation_uuid", correlation).Set("hs_goal_target_group_id", group);
        }

        Assert.Equal([family, family], (await _pulling.PullAsync()).SelectMany(p => p.Facts.Quotas).Select(q => q.Family));
    }
}
