namespace KpiDigest.Configuration;

/// <summary>
/// The settings in force in a running service. Whoever works reads them once at the start of a unit of work and keeps what it read; a changed configuration
/// takes their place whole, or is refused whole.
/// </summary>
internal sealed class CurrentSettings(Settings settings)
{
    private volatile Settings _now = settings;
    private volatile IReadOnlyList<string> _refused = [];

    /// <summary>The settings in force.</summary>
    public Settings Now => _now;

    /// <summary>What is wrong with a newer configuration that was refused; empty: the newest is in force.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>The newer ones are in force.</summary>
    public void Take(Settings settings) => (_now, _refused) = (settings, []);

    /// <summary>The newer ones are faulty; those in force stay.</summary>
    public void Refuse(IReadOnlyList<string> faults) => _refused = faults;
}
