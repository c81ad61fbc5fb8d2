namespace KpiDigest.DemoCrm.Http;

/// <summary>An answer before it is sent.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record DemoAnswer(int Status, ReadOnlyMemory<byte> Body);
