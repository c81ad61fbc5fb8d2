namespace KpiDigest.Runs.Erasing;

/// <summary>What an erasure finds, or did.</summary>
/// <param name="Names">What the person is called here; addresses too.</param>
/// <param name="Facts">Rows of facts.</param>
/// <param name="Files">Versions of supplement files.</param>
/// <param name="Ledger">Rows of the ledger that were sent to the person or name the person.</param>
/// <param name="Bytes">Archived mails whose bytes go: sent to the person, naming the person, or with a PDF, in which nobody can look.</param>
/// <param name="Unfinished">Ids of mails to others that name the person and are not finished: send or cancel them, then erase again.</param>
internal sealed record ErasureCounts(IReadOnlyList<string> Names, int Facts, int Files, int Ledger, int Bytes, IReadOnlyList<long> Unfinished);
