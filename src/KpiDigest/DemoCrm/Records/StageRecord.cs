namespace KpiDigest.DemoCrm.Records;

/// <summary>A stage of a pipeline.</summary>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="Id">Internal id.</param>
/// <param name="Label">What people read.</param>
/// <param name="Order">Position.</param>
/// <param name="IsClosed">Whether deals in it are closed.</param>
/// <param name="Probability">0 to 1; null where an export does not state it.</param>
internal sealed record StageRecord(PipelineRecord Pipeline, string Id, string Label, int Order, bool IsClosed, decimal? Probability)
{
    public bool IsWon => IsClosed && Probability == 1m;

    public bool IsLost => IsClosed && Probability == 0m;
}
