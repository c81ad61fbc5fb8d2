namespace KpiDigest.Store;

/// <summary>What a write did.</summary>
/// <param name="Received">Facts in the batch.</param>
/// <param name="Written">Versions written because the hash differed.</param>
/// <param name="Stale">Versions refused because a newer one is stored.</param>
internal readonly record struct FactWriteCounts(int Received, int Written, int Stale)
{
    private readonly IReadOnlyList<string>? _refused;

    /// <summary>Rows that cannot be stored, each as one line: the record, the cause and the fix.</summary>
    public IReadOnlyList<string> Refused
    {
        get => _refused ?? [];
        init => _refused = value.Count == 0 ? null : value;
    }
}
