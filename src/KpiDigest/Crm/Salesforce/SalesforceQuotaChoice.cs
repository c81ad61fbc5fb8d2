namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Reads the quotas of one forecasting type. Each type may hold a quota for the same user and period: of several types one must be
/// chosen, and they are never added up.
/// </summary>
internal sealed class SalesforceQuotaChoice(SalesforceClient client, SalesforceOptions options, IReadOnlyDictionary<string, SeenObject> seen, SettingFaults faults)
{
    private const string Setting = "Crm:Salesforce:ForecastingType";

    /// <summary>A configured type that is not there is among the faults.</summary>
    public async Task<(IReadOnlyList<SalesforceRow>? Rows, string? Missing)> ChooseAsync(CancellationToken cancellationToken)
    {
        if (!seen.TryGetValue(SalesforceApi.ForecastingQuota, out var quota) || !seen.ContainsKey(SalesforceApi.Period))
            return (null, "Salesforce does not show the user forecasting quotas (a standard user licence with View All Forecasts)");
        try
        {
            var fields = quota.Known(SalesforceQuotas.Fields);
            var rows = await client.RowsAsync(SalesforceApi.ForecastingQuota, Soql.Quotas(fields), cancellationToken);
            return rows.Count == 0 && options.ForecastingType.Length == 0 ? ([], null) : Of(rows, await client.RowsAsync(SalesforceApi.Metadata, Soql.ForecastingTypes, cancellationToken));
        }
        catch (CrmException e) when (SalesforceOpening.IsRefusal(e))
        {
            return (null, "Salesforce does not let the user read forecasting quotas (a standard user licence with View All Forecasts)");
        }
    }

    private (IReadOnlyList<SalesforceRow>? Rows, string? Missing) Of(List<SalesforceRow> rows, List<SalesforceRow> types)
    {
        if (options.ForecastingType.Length > 0)
        {
            var chosen = Chosen(types);
            return ([.. rows.Where(r => r["ForecastingTypeId"] == chosen)], null);
        }

        var used = rows.Select(r => r["ForecastingTypeId"]).Distinct().ToList();
        if (used.Count <= 1) return (rows, null);
        var names = types.Where(t => used.Contains(t.Id)).Select(Name).Order(StringComparer.Ordinal);
        return (null, $"Salesforce has quotas of several forecasting types ({string.Join(", ", names)}); name one in {Setting}");
    }

    private string? Chosen(List<SalesforceRow> types)
    {
        var wanted = options.ForecastingType.Trim();
        var found = types.Find(t => Is(t["DeveloperName"]) || Is(t["MasterLabel"]) || t.Id == wanted);
        if (found is not null) return found.Id;
        faults.Unknown(Setting, wanted, "forecasting type", types.Select(Name), $"known: {string.Join(", ", types.Select(Name))}");
        return null;

        bool Is(string? name) => wanted.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static string Name(SalesforceRow type) => Http.Excerpt.Of(type["DeveloperName"] ?? type["MasterLabel"] ?? type.Id, 60);
}
