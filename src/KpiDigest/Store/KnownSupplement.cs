namespace KpiDigest.Store;

/// <summary>A supplement file as it was known at an instant.</summary>
/// <param name="Name">File name.</param>
/// <param name="InForce">The version whose rows count; null: none.</param>
/// <param name="Newest">What became of the file last: the version in force, or a later refusal or removal.</param>
internal sealed record KnownSupplement(string Name, SupplementVersion? InForce, SupplementVersion Newest)
{
    /// <summary>The refusal of a newer file; null: there is none.</summary>
    public SupplementVersion? Refusal => Newest.State == SupplementState.Refused ? Newest : null;
}
