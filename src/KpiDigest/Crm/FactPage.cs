using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>A page of one object.</summary>
/// <param name="Object">The CRM's object name (<c>deals</c>); cursors are kept by it.</param>
/// <param name="Facts">What the page holds.</param>
/// <param name="Cursor">The object's new cursor; null leaves it where it is.</param>
/// <param name="Replaces">
/// Kinds of which the pages of this object since its first page were the complete present list, set on the last page only:
/// stored records of the kind that did not come are marked deleted.
/// </param>
internal sealed record FactPage(string Object, FactBatch Facts, string? Cursor, IReadOnlyList<FactKind>? Replaces = null);
