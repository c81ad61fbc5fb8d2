using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>A page of one object.</summary>
/// <param name="Object">The CRM's object name (<c>deals</c>); cursors are kept by it.</param>
/// <param name="Facts">What the page holds.</param>
/// <param name="Cursor">The object's new cursor; null leaves it where it is.</param>
/// <param name="Replaces">
/// Kinds of which this sync has now brought the complete present list, set on the last page only: stored records of the kind that did
/// not come in this sync are marked deleted.
/// </param>
/// <param name="IdPrefix">Where several objects make one kind (meetings and calls): how the ids begin of which the list is complete.</param>
internal sealed record FactPage(string Object, FactBatch Facts, string? Cursor, IReadOnlyList<FactKind>? Replaces = null, string IdPrefix = "")
{
    /// <summary>Records that are in the CRM though the page does not bring them: a list of ids, read where deletions may have been missed.</summary>
    public IReadOnlyList<(FactKind Kind, string Id)> Listed { get; init; } = [];
}
