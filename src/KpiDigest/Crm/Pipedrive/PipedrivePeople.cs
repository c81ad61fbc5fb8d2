using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Users, teams, pipelines and stages → reps, teams and stages. Pure.</summary>
internal static class PipedrivePeople
{
    /// <summary>Whether a user administers the sales app; null: Pipedrive does not say.</summary>
    public static bool? IsAdmin(PipedriveUser user)
    {
        if (user.Access is { Count: > 0 } access && access.FindAll(a => a.App is "sales" or "global") is { Count: > 0 } sales) return sales.Exists(a => a.Admin);
        return user.IsAdmin is null ? null : IsYes(user.IsAdmin);
    }

    /// <summary>A leaver stays a rep: the deals still count. Of several teams none is chosen.</summary>
    public static Rep ToRep(PipedriveUser user, ILookup<string, string> teams)
    {
        var own = teams[user.Id].ToList();
        return new Rep
        {
            Id = user.Id,
            Name = user.Name?.Trim() is { Length: > 0 } name ? name : $"User {user.Id}",
            Email = user.Email?.Trim() is { Length: > 0 } email ? email : null,
            TeamId = own is [var only] && IsActive(user) ? only : null,
            Active = IsActive(user),
        };
    }

    public static bool IsActive(PipedriveUser user) => user.ActiveFlag is null || IsYes(user.ActiveFlag);

    /// <summary>Teams that were not deleted.</summary>
    public static IEnumerable<PipedriveTeam> Living(IEnumerable<PipedriveTeam> teams) => teams.Where(t => !IsYes(t.DeletedFlag) && (t.ActiveFlag is null || IsYes(t.ActiveFlag)));

    /// <summary>Ids of teams by the ids of their members.</summary>
    public static ILookup<string, string> Members(IEnumerable<PipedriveTeam> teams) =>
        teams.SelectMany(t => (t.Users ?? []).Distinct().Select(u => (User: u.ToString(CultureInfo.InvariantCulture), t.Id))).ToLookup(m => m.User, m => m.Id, StringComparer.Ordinal);

    public static Team ToTeam(PipedriveTeam team) => new() { Id = team.Id, Name = team.Name?.Trim() is { Length: > 0 } name ? name : $"Team {team.Id}" };

    /// <summary>The stages of a pipeline, and behind them those of its outcomes.</summary>
    public static IEnumerable<Stage> ToStages(PipedriveRow pipeline, IEnumerable<PipedriveRow> stages)
    {
        var name = pipeline["name"] ?? $"Pipeline {pipeline.Id}";
        var open = stages.Where(s => s["pipeline_id"] == pipeline.Id).OrderBy(s => Number(s["order_nr"])).ToList();
        var weighted = pipeline["is_deal_probability_enabled"] is null || pipeline.Is("is_deal_probability_enabled");
        foreach (var (at, stage) in open.Index())
        {
            yield return new Stage
            {
                PipelineId = pipeline.Id,
                PipelineName = name,
                Id = stage.Id,
                Name = stage["name"] ?? $"Stage {stage.Id}",
                Order = at,
                Status = DealStatus.Open,
                Probability = weighted && decimal.TryParse(stage["deal_probability"], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null,
            };
        }

        foreach (var won in new[] { true, false })
        {
            yield return new Stage
            {
                PipelineId = pipeline.Id,
                PipelineName = name,
                Id = PipedriveDeals.ClosedStage(pipeline.Id, won),
                Name = won ? "Won" : "Lost",
                Order = open.Count + (won ? 0 : 1),
                Status = won ? DealStatus.Won : DealStatus.Lost,
                Probability = won ? 1m : 0m,
            };
        }
    }

    private static bool IsYes(string? flag) => flag is "true" or "1";

    private static int Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
