namespace KpiDigest.Core.Facts;

/// <summary>A stage of a pipeline.</summary>
public sealed record Stage
{
    /// <summary>The pipeline's id.</summary>
    public required string PipelineId { get; init; }

    /// <summary>The stage's id, unique inside the source.</summary>
    public required string Id { get; init; }

    /// <summary>Label as shown in digests.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline's label.</summary>
    public required string PipelineName { get; init; }

    /// <summary>Position in the pipeline, ascending.</summary>
    public required int Order { get; init; }

    /// <summary>What a deal in this stage is.</summary>
    public required DealStatus Status { get; init; }

    /// <summary>The CRM's probability, 0 to 1.</summary>
    public decimal? Probability { get; init; }
}
