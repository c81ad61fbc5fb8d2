namespace KpiDigest.Crm.Dynamics;

/// <summary>Ids of Dataverse: GUIDs with hyphens.</summary>
internal static class DynamicsId
{
    public static bool Fits(string? id) => Guid.TryParseExact(id, "D", out _);

    /// <exception cref="CrmException">It is none.</exception>
    public static string Checked(string? id) => Fits(id) ? id! : throw new CrmException($"Dynamics gave an id that is none: '{Http.Excerpt.Of(id, 40)}'", isTransient: true);
}
