using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A deal pipeline.</summary>
internal sealed class PipelineRecord
{
    public PipelineRecord(string id, string label, int order, Instant created, IEnumerable<(string Id, string Label, bool IsClosed, decimal? Probability)> stages)
    {
        (Id, Label, Order, Created) = (id, label, order, created);
        Stages = [.. stages.Select((s, i) => new StageRecord(this, s.Id, s.Label, i, s.IsClosed, s.Probability))];
    }

    public string Id { get; }

    public string Label { get; }

    public int Order { get; }

    public Instant Created { get; }

    public IReadOnlyList<StageRecord> Stages { get; }

    /// <summary>The stage of this id.</summary>
    public StageRecord this[string id] => Stages.First(s => s.Id == id);
}
