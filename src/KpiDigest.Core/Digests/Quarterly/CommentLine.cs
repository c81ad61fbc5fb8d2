namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>What a manager wrote.</summary>
/// <param name="Author">Who.</param>
/// <param name="About">Team and KPI it is about; may be empty.</param>
/// <param name="Text">The words, one clean line.</param>
public sealed record CommentLine(string Author, string About, string Text);
