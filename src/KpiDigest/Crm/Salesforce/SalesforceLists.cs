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
        var reps = users.Where(SalesforcePeople.IsPerson).Select(SalesforcePeople.ToRep).ToList();
        yield return new FactPage(SalesforceApi.User, new FactBatch { Reps = reps }, null, [FactKind.Rep]);
        var teams = new List<Team>();
        if (opened.Seen.ContainsKey(SalesforceApi.UserRole))
        {
            teams.AddRange((await AllAsync(SalesforceApi.UserRole, Soql.Roles, cancellationToken)).Select(SalesforcePeople.ToTeam));
            yield return new FactPage(SalesforceApi.UserRole, new FactBatch { Teams = teams }, null, [FactKind.Team]);
        }

        yield return new FactPage(SalesforceApi.OpportunityStage, new FactBatch { Stages = opened.Stages }, null, [FactKind.Stage]);
        if (opened.Quotas is not { } quotas) yield break;
        var periods = quotas.Count == 0 ? [] : await PeriodsAsync(cancellationToken);
        var facts = new SalesforceQuotas(mapping).Map(quotas, periods, reps, teams);
        yield return new FactPage(SalesforceApi.ForecastingQuota, new FactBatch { Quotas = facts }, null, [FactKind.Quota]);
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
