namespace KpiDigest.Configuration;

/// <summary>The configuration cannot be used; holds all faults.</summary>
internal sealed class ConfigurationException(string source, IReadOnlyList<ConfigurationFault> faults)
    : Exception($"{source}: {faults.Count} fault{(faults.Count == 1 ? "" : "s")}\n" + string.Join('\n', faults.Select(f => "  - " + f)))
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;
}
