using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Csv;

/// <summary>An export as facts, with the hash of what it was read from.</summary>
internal sealed record CsvContent(string Hash, IReadOnlyList<Rep> People, IReadOnlyList<Team> Teams, IReadOnlyList<Stage> Stages, IReadOnlyList<Account> Accounts, IReadOnlyList<Deal> Deals);
