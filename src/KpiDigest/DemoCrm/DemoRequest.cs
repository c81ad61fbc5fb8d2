namespace KpiDigest.DemoCrm;

/// <summary>A request the server saw.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path without query.</param>
/// <param name="Query">Query with its question mark, or empty.</param>
/// <param name="Body">Body text of a POST.</param>
internal sealed record DemoRequest(int Number, string Method, string Path, string Query, string Body);
