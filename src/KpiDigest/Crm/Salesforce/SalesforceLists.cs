using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>The small lists, read whole each time: users (leavers too), roles, stages, quotas. Their last page replaces the kind.</summary>
internal sealed class SalesforceLists(SalesforceClient client, SalesforceMapping mapping, SalesforceOpened opened, ISyncProgress progress)
{
    public async IAsyncEnumerable<FactPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var users = await AllAsync(SalesforceApi.User, Soql.Users(opened.Seen[SalesforceApi.User].Known(SalesforcePeople.UserFields)), cancellationToken);
        var territories = opened.TeamsFrom == SalesforceTeams.Territories ? await TerritoryOfAsync(cancellationToken) : null;
        var reps = users.Where(SalesforcePeople.IsPerson).Select(u => SalesforcePeople.ToRep(u, territories is null ? u["UserRoleId"] : territories.GetValueOrDefault(u.Id))).ToList();
        yield return new FactPage(SalesforceApi.User, new FactBatch { Reps = reps }, null, [FactKind.Rep]);
        var teams = new List<Team>();
        var (teamObject, allTeams) = territories is null ? (SalesforceApi.UserRole, Soql.Roles) : (SalesforceApi.Territory, Soql.Territories);
        if (opened.Seen.ContainsKey(teamObject))
        {
            teams.AddRange((await AllAsync(teamObject, allTeams, cancellationToken)).Select(SalesforcePeople.ToTeam));
            yield return new FactPage(SalesforceApi.UserRole, new FactBatch { Teams = teams }, null, [FactKind.Team]);
        }

        yield return new FactPage(SalesforceApi.OpportunityStage, new FactBatch { Stages = opened.Stages }, null, [FactKind.Stage]);
        if (opened.Quotas is not { } quotas) yield break;
        var periods = quotas.Count == 0 ? [] : await PeriodsAsync(cancellationToken);
        var facts = new SalesforceQuotas(mapping).Map(quotas, periods, reps, teams);
        yield return new FactPage(SalesforceApi.ForecastingQuota, new FactBatch { Quotas = facts }, null, [FactKind.Quota]);
    }

    /// <summary>Everybody's territory, the first by id: a person counts in one team.</summary>
    private async Task<Dictionary<string, string>> TerritoryOfAsync(CancellationToken cancellationToken)
    {
        var pairs = (await AllAsync(SalesforceApi.UserTerritory, Soql.UsersOfTerritories, cancellationToken)).Where(r => r["UserId"] is not null && r["Territory2Id"] is not null)
            .GroupBy(r => r["UserId"]!, r => r["Territory2Id"]!, StringComparer.Ordinal).ToList();
        if (pairs.Count(p => p.Distinct().Count() > 1) is > 0 and var several) mapping.Notes.Say($"{several} user(s) have several territories; each counts in the first of them by id");
        return pairs.ToDictionary(p => p.Key, p => p.Min(StringComparer.Ordinal)!, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, (LocalDate First, LocalDate Last)>> PeriodsAsync(CancellationToken cancellationToken)
    {
        var periods = new Dictionary<string, (LocalDate, LocalDate)>(StringComparer.Ordinal);
        foreach (var row in await AllAsync(SalesforceApi.Period, Soql.Periods, cancellationToken))
        {
            var values = new SalesforceValues(SalesforceApi.Period, row, mapping);
            if (values.Day("StartDate") is { } first && values.Day("EndDate") is { } last) periods[row.Id] = (first, last);
        }

        return periods;
    }

    private async Task<List<SalesforceRow>> AllAsync(string objectType, string soql, CancellationToken cancellationToken)
    {
        progress.Planned(objectType, 1);
        var rows = await client.RowsAsync(objectType, soql, cancellationToken);
        progress.Started(objectType, rows.Count);
        return rows;
    }
}
