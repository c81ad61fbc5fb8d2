using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Visits of the website on one day from one source.</summary>
/// <param name="Id">Unique: date and source.</param>
/// <param name="Date">The day.</param>
/// <param name="Source">Where visitors came from.</param>
/// <param name="Sessions">Number of sessions.</param>
/// <param name="Leads">Leads the website counted among them.</param>
public sealed record Traffic(string Id, LocalDate Date, string Source, int Sessions, int Leads);
