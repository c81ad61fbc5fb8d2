namespace KpiDigest.Runs;

/// <summary>What a link of a mail says of itself.</summary>
/// <param name="Digest">Digest id.</param>
/// <param name="Reader">Keyed hash of the address, as in the table <c>readers</c>.</param>
/// <param name="Culture">Culture the reader reads in.</param>
internal sealed record ReaderToken(string Digest, string Reader, string Culture);
