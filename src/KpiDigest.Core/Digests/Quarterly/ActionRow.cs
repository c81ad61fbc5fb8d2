namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Something that was agreed.</summary>
/// <param name="Text">What; one clean line.</param>
/// <param name="Owner">Who does it.</param>
/// <param name="About">Team and KPI it is about; may be empty.</param>
/// <param name="Agreed">When it was agreed.</param>
/// <param name="Due">Until when; a dash where that is not stated.</param>
/// <param name="Status">Open, overdue, done or dropped.</param>
public sealed record ActionRow(string Text, string Owner, string About, string Agreed, string Due, DigestStatus Status);
