using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>The small lists, read whole each time: users (leavers too), business units and teams, stages, goals. Their last page replaces the kind.</summary>
internal sealed class DynamicsLists(DynamicsClient client, DynamicsMapping mapping, DynamicsOpened opened, ISyncProgress progress)
{
    public async IAsyncEnumerable<FactPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(cancellationToken);
        var reps = opened.Users.Where(DynamicsPeople.IsPerson).Select(people.ToRep).ToList();
        yield return new FactPage(DynamicsApi.User, new FactBatch { Reps = reps }, null, [FactKind.Rep]);
        if (opened.Seen.ContainsKey(DynamicsApi.BusinessUnit)) yield return new FactPage(DynamicsApi.BusinessUnit, new FactBatch { Teams = people.Teams }, null, [FactKind.Team]);
        var isListed = opened.Seen[DynamicsApi.Opportunity].Options(mapping.StageField).Count > 0;
        yield return new FactPage("stage", new FactBatch { Stages = opened.Stages }, null, isListed ? [FactKind.Stage] : null);
        if (opened.Goals is not { } goals) yield break;
        var quotas = new DynamicsGoals(mapping, opened.Seen[DynamicsApi.Goal]).Map(goals, people.TeamOf);
        yield return new FactPage(DynamicsApi.Goal, new FactBatch { Quotas = quotas }, null, [FactKind.Quota]);
    }

    private async Task<DynamicsPeople> PeopleAsync(CancellationToken cancellationToken)
    {
        var units = await AllAsync(DynamicsApi.BusinessUnit, ["name", DynamicsPeople.UnitParent], cancellationToken);
        var teams = units.Count == 0 ? [] : await AllAsync(DynamicsApi.Team, DynamicsPeople.TeamColumns, cancellationToken);
        var people = new DynamicsPeople(units, teams, await MembersAsync(teams, cancellationToken));
        if (people.Several > 0) mapping.Notes.Say(FormattableString.Invariant($"{people.Several} user(s) are in several owner teams; they belong to their business unit and to none of these"));
        return people;
    }

    private async Task<List<DynamicsRow>> AllAsync(string name, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        if (!opened.Seen.TryGetValue(name, out var table)) return [];
        progress.Planned(name, 1);
        var rows = await client.RowsAsync(name, OData.All(table, table.Known([table.Id, .. columns])), cancellationToken);
        progress.Started(name, rows.Count);
        return rows;
    }

    /// <summary>Who is in the teams of people; where there are none, nobody is asked for.</summary>
    private async Task<List<DynamicsRow>> MembersAsync(List<DynamicsRow> teams, CancellationToken cancellationToken)
    {
        if (!teams.Exists(DynamicsPeople.IsOfPeople)) return [];
        try
        {
            progress.Planned(DynamicsApi.Team, 1);
            return await client.RowsAsync(DynamicsApi.Team, OData.Members(opened.Seen[DynamicsApi.Team]), cancellationToken);
        }
        catch (CrmException e) when (DynamicsOpening.IsRefusal(e))
        {
            mapping.Notes.Say("Dynamics does not tell who is in which team; people belong to their business units");
            return [];
        }
    }
}
