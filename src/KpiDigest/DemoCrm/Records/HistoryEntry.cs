using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>From <see cref="At"/> on the property had this value.</summary>
/// <param name="Property">Name of the property; always one of the interned names of <see cref="Tracked"/>.</param>
/// <param name="At">When it was written.</param>
/// <param name="Value">The stored value.</param>
/// <param name="Source">HubSpot's source type.</param>
internal readonly record struct HistoryEntry(string Property, Instant At, DemoValue Value, string Source);
