namespace KpiDigest.Crm.Dynamics;

/// <summary>Reads the money goals of one metric. Of several metrics (revenue, margin, leads' worth) one must be chosen, and they are never added up.</summary>
internal sealed class DynamicsGoalChoice(DynamicsClient client, DynamicsOptions options, IReadOnlyDictionary<string, SeenTable> seen, SettingFaults faults)
{
    private const string Setting = "Crm:Dynamics:GoalMetric";
    private const string Refused = "Dynamics does not let the application user read goals (organisation-level read of goal in its security role); quotas.csv in the supplements folder gives them";

    /// <summary>A configured metric that is not there is among the faults.</summary>
    public async Task<(IReadOnlyList<DynamicsRow>? Rows, string? Missing)> ChooseAsync(CancellationToken cancellationToken)
    {
        if (!seen.TryGetValue(DynamicsApi.Goal, out var table)) return (null, Refused);
        try
        {
            var rows = await client.RowsAsync(DynamicsApi.Goal, OData.All(table, table.Known([table.Id, .. DynamicsGoals.Columns])), cancellationToken);
            rows = [.. rows.Where(DynamicsGoals.Counts)];
            return options.GoalMetric.Length > 0 ? await ChosenAsync(rows, cancellationToken) : await OnlyAsync(rows, cancellationToken);
        }
        catch (CrmException e) when (DynamicsOpening.IsRefusal(e))
        {
            return (null, Refused);
        }
    }

    private async Task<(IReadOnlyList<DynamicsRow>? Rows, string? Missing)> ChosenAsync(List<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        var (wanted, metrics) = (options.GoalMetric.Trim(), await MetricsAsync(cancellationToken));
        if (metrics.Where(m => m.Value.Equals(wanted, StringComparison.OrdinalIgnoreCase) || m.Key == wanted).Select(m => m.Key).FirstOrDefault() is { } id)
            return ([.. rows.Where(r => MetricOf(r) == id)], null);
        faults.Unknown(Setting, wanted, "goal metric", metrics.Values, $"known: {string.Join(", ", metrics.Values.Order(StringComparer.Ordinal))}");
        return (null, null);
    }

    private async Task<(IReadOnlyList<DynamicsRow>? Rows, string? Missing)> OnlyAsync(List<DynamicsRow> rows, CancellationToken cancellationToken)
    {
        var used = rows.Select(MetricOf).Distinct().ToList();
        if (used.Count <= 1) return (rows, null);
        var metrics = await MetricsAsync(cancellationToken);
        var names = used.Select(u => u is null ? "none" : metrics.GetValueOrDefault(u, u)).Order(StringComparer.Ordinal);
        return (null, $"Dynamics has money goals of several metrics ({string.Join(", ", names)}); name one in {Setting}");
    }

    private static string? MetricOf(DynamicsRow goal) => goal["_metricid_value"];

    private async Task<Dictionary<string, string>> MetricsAsync(CancellationToken cancellationToken)
    {
        if (!seen.TryGetValue(DynamicsApi.Metric, out var table)) return [];
        var rows = await client.RowsAsync(DynamicsApi.Metadata, OData.All(table, table.Known([table.Id, "name"])), cancellationToken);
        return rows.Where(r => r[table.Id] is not null).ToDictionary(r => r[table.Id]!, r => Http.Excerpt.Of(r["name"] ?? r[table.Id], 60), StringComparer.Ordinal);
    }
}
