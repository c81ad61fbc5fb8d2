namespace KpiDigest.Core.Digests;

/// <summary>
/// From which value a figure is green and from which amber, else red; bounds belong to the better side. Where the green bound is the lower one,
/// less is better.
/// </summary>
/// <param name="Name">What is judged, as the catalogue calls it.</param>
/// <param name="Green">Bound of green.</param>
/// <param name="Amber">Bound of amber.</param>
/// <param name="Words">The words for green, amber and red.</param>
public sealed record StatusBand(string Name, decimal Green, decimal Amber, (string Good, string Warn, string Bad) Words)
{
    /// <summary>Whether less is better.</summary>
    public bool LessIsBetter => Green < Amber;

    /// <summary>The verdict on a value; null: none.</summary>
    public DigestStatus Of(decimal? value) => value is not { } v ? DigestStatus.None("")
        : Reaches(v, Green) ? DigestStatus.Good(Words.Good)
        : Reaches(v, Amber) ? DigestStatus.Warn(Words.Warn)
        : DigestStatus.Bad(Words.Bad);

    private bool Reaches(decimal value, decimal bound) => LessIsBetter ? value <= bound : value >= bound;
}
