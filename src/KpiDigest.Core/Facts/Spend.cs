using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Money spent on winning customers during <c>[Start, End)</c>, in the home currency.</summary>
/// <param name="Id">Unique inside the file.</param>
/// <param name="Start">First day.</param>
/// <param name="End">First day after.</param>
/// <param name="Kind">Sales or marketing.</param>
/// <param name="Amount">How much.</param>
public sealed record Spend(string Id, LocalDate Start, LocalDate End, SpendKind Kind, decimal Amount);

/// <summary>What money was spent on.</summary>
public enum SpendKind
{
    /// <summary>Sales.</summary>
    Sales,

    /// <summary>Marketing.</summary>
    Marketing,
}
