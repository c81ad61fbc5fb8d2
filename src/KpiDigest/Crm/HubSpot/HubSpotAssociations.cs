namespace KpiDigest.Crm.HubSpot;

/// <summary>Associated ids, the primary one first, then in order of id. Pure.</summary>
internal static class HubSpotAssociations
{
    /// <summary>Deal to its primary company.</summary>
    private const int PrimaryCompany = 5;

    /// <summary>As a list shows them: the primary one has the bare type (<c>deal_to_company</c>), others a longer one.</summary>
    public static IReadOnlyList<string> Of(ObjectRow row, string to)
    {
        if (row.Associations is null || !row.Associations.TryGetValue(to, out var list) || list.Results is not { Count: > 0 } all) return [];
        return all.Count == 1 ? [all[0].Id] : Ordered(all.Select(a => (a.Id, Primary: a.Type == "deal_to_company")));
    }

    /// <summary>As a batch answers them.</summary>
    public static IReadOnlyList<string> Of(AssociationRow row) =>
        Ordered((row.To ?? []).Select(a => (a.ToObjectId, Primary: a.AssociationTypes?.Exists(t => t.TypeId == PrimaryCompany) ?? false)));

    private static string[] Ordered(IEnumerable<(string Id, bool Primary)> all) =>
        [.. all.OrderByDescending(a => a.Primary).ThenBy(a => a.Id.Length).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.Id).Distinct()];
}
