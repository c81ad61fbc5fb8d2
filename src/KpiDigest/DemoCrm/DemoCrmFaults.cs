namespace KpiDigest.DemoCrm;

/// <summary>Faults a test wants to see; none by default.</summary>
internal sealed class DemoCrmFaults
{
}
