namespace KpiDigest.Supplements;

/// <summary>A column of a supplement file.</summary>
/// <param name="Name">As the header has it.</param>
/// <param name="IsRequired">Whether the file must have it and each row must fill it.</param>
internal sealed record SupplementColumn(string Name, bool IsRequired)
{
    public static SupplementColumn Must(string name) => new(name, true);

    public static SupplementColumn May(string name) => new(name, false);
}
