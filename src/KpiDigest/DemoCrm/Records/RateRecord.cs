using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>An exchange rate.</summary>
internal sealed record RateRecord(long Id, string From, string To, decimal Rate, Instant EffectiveAt);
