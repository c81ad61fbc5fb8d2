using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// <c>ForecastingQuota</c> → quotas. Pure. Salesforce measures a forecast manager's quota against what the whole team brings: it is the
/// team's quota where somebody in a role below has one for the same days.
/// </summary>
internal sealed class SalesforceQuotas(SalesforceMapping mapping)
{
    public static IReadOnlyList<string> Fields { get; } = ["Id", "QuotaOwnerId", "QuotaAmount", "StartDate", "PeriodId", "ForecastingTypeId", "IsAmount", SalesforceDeals.Currency];

    /// <param name="rows">Quotas of the one forecasting type that counts.</param>
    /// <param name="periods">First and last day of periods, by id.</param>
    /// <param name="reps">The users.</param>
    /// <param name="teams">The roles or territories.</param>
    public IReadOnlyList<Quota> Map(IEnumerable<SalesforceRow> rows, IReadOnlyDictionary<string, (LocalDate First, LocalDate Last)> periods, IEnumerable<Rep> reps, IEnumerable<Team> teams)
    {
        var quotas = rows.Select(r => ToQuota(r, periods)).OfType<Quota>().ToList();
        var roles = reps.ToDictionary(r => r.Id, r => r.TeamId);
        var above = teams.ToDictionary(t => t.Id, t => t.ParentId);
        var managed = quotas.SelectMany(q => Above(roles.GetValueOrDefault(q.SubjectId!), above).Select(role => (role, q.Start, q.End))).ToLookup(m => m.role, m => (m.Start, m.End));
        return [.. quotas.Select(q => roles.GetValueOrDefault(q.SubjectId!) is { } role && managed[role].Any(m => m.Start < q.End && q.Start < m.End)
            ? q with { Subject = ScopeKind.Team, SubjectId = role }
            : q)];
    }

    private Quota? ToQuota(SalesforceRow row, IReadOnlyDictionary<string, (LocalDate First, LocalDate Last)> periods)
    {
        var values = new SalesforceValues(SalesforceApi.ForecastingQuota, row, mapping);
        if (!values.TryMoney("QuotaAmount", out var amount)) return null;
        if (amount is null || values.User("QuotaOwnerId") is not { } owner || row["PeriodId"] is not { } period || !periods.TryGetValue(period, out var days))
        {
            mapping.Notes.Refused(SalesforceApi.ForecastingQuota, row.Id, "QuotaAmount, QuotaOwnerId, PeriodId", row["QuotaAmount"], "are no amount of somebody over a period");
            return null;
        }

        var currency = values.Text(SalesforceDeals.Currency);
        var home = mapping.Rates.ToCorporate(amount.Value, currency, days.First);
        return new Quota
        {
            Id = row.Id,
            Subject = ScopeKind.Rep,
            SubjectId = owner,
            Start = days.First,
            End = days.Last.PlusDays(1),
            Amount = home ?? amount.Value,
            Currency = home is null ? currency : mapping.Rates.Corporate,
        };
    }

    /// <summary>The roles above a role; a ring ends where it closes.</summary>
    private static IEnumerable<string> Above(string? role, Dictionary<string, string?> parents)
    {
        var seen = new HashSet<string>();
        for (var at = role is null ? null : parents.GetValueOrDefault(role); at is not null && seen.Add(at); at = parents.GetValueOrDefault(at)) yield return at;
    }
}
