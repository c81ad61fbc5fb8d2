namespace KpiDigest.DemoCrm.Generation;

/// <summary>What will become of a deal, before its history is written. Days are numbered as in <see cref="DemoDays"/>.</summary>
internal sealed record DealPlan
{
    public required DemoRep Rep { get; init; }

    public required int CompanyIndex { get; init; }

    public required int Created { get; init; }

    /// <summary>The day it closes; on or after the end of the data it is still open.</summary>
    public required int Closes { get; init; }

    public required bool Won { get; init; }

    /// <summary><c>newbusiness</c>, <c>existingbusiness</c>, <c>renewal</c> or null.</summary>
    public required string? Kind { get; init; }

    /// <summary>The last stated amount, before any change; null: never stated.</summary>
    public required decimal? Amount { get; init; }

    public required string Product { get; init; }

    public bool IsUsd { get; init; }

    /// <summary>Promised for the last quarter and pushed out of it.</summary>
    public bool TooRosy { get; init; }

    /// <summary>From this day on nobody touched it.</summary>
    public int ForgottenFrom { get; init; } = int.MaxValue;

    /// <summary>Stage index that it is known to sit in; −1: by the course of things.</summary>
    public int FixedStage { get; init; } = -1;
}
