namespace KpiDigest.DemoCrm.Records;

/// <summary>Associations of activities; HubSpot numbers the other direction one lower.</summary>
internal static class DemoLinks
{
    /// <summary>Those whose id is not 0.</summary>
    public static IEnumerable<DemoLink> Of(params (string ToType, long ToId, int TypeId, string Name)[] links) =>
        links.Where(l => l.ToId != 0).Select(l => new DemoLink(l.ToType, l.ToId, l.TypeId, l.TypeId - 1, l.Name));
}
