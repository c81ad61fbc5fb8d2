using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>How many records of an object the CRM says its user may see, deleted ones apart.</summary>
/// <param name="Object">The CRM's object name (<c>deals</c>).</param>
/// <param name="Kind">What its records become.</param>
/// <param name="Total">The CRM's own count.</param>
/// <param name="IdPrefix">How the ids of their facts begin, where several objects make one kind.</param>
internal sealed record RecordTotal(string Object, FactKind Kind, long Total, string IdPrefix = "");
