namespace KpiDigest.Core.Facts;

/// <summary>What happened to a deal in a stage.</summary>
internal enum StageMoveKind : byte
{
    /// <summary>Its last exit from the stage, to a later one or won.</summary>
    Forward,

    /// <summary>Its last exit from the stage: lost.</summary>
    Lost,

    /// <summary>It went back to an earlier stage: no exit.</summary>
    Backward,

    /// <summary>It was passed over and never entered.</summary>
    Skipped,
}

/// <summary>A move of a deal through the stages, by the deal's owner at that instant.</summary>
/// <param name="Deal">Number of the deal.</param>
/// <param name="Rep">Number of the owner then.</param>
/// <param name="At">Ticks.</param>
/// <param name="Stage">Number of the stage that was left, or passed over.</param>
/// <param name="Kind">What happened.</param>
internal readonly record struct StageMove(int Deal, int Rep, long At, int Stage, StageMoveKind Kind);
