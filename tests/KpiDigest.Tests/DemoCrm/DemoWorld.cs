using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>The generated company, made once: the data never changes, servers copy it.</summary>
internal static class DemoWorld
{
    private static readonly Lazy<DemoCrmData> Generated = new(DemoCompany.Generate);

    public static DemoCrmData Data => Generated.Value;

    public static IEnumerable<DealRecord> Deals => Data.Records["deals"].Cast<DealRecord>();

    public static IEnumerable<DealRecord> Living => Deals.Where(d => d.ArchivedAt is null);
}
