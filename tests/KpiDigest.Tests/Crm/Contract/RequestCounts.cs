using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>What a sync said it would ask and what it asked, by object.</summary>
internal sealed class RequestCounts : SilentProgress
{
    public Dictionary<string, long> PlannedOf { get; } = [];

    public Dictionary<string, long> MadeOf { get; } = [];

    public override void Planned(string objectName, long requests)
    {
        base.Planned(objectName, requests);
        PlannedOf[objectName] = PlannedOf.GetValueOrDefault(objectName) + requests;
    }

    public override void Requested(string objectName)
    {
        base.Requested(objectName);
        MadeOf[objectName] = MadeOf.GetValueOrDefault(objectName) + 1;
    }
}
