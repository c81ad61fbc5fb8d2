using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using NodaTime;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether the CRM answers, what its user may see, and whether its clock agrees.</summary>
internal static class CrmFindings
{
    private const string Part = "crm";

    // HTTP's Date has whole seconds, and the answer travels.
    private static readonly Duration Tolerance = Duration.FromSeconds(60);

    /// <summary>What was found, and what the CRM says about itself where it answered.</summary>
    /// <param name="options">Which CRM.</param>
    /// <param name="homeCurrency">What the account's currency is compared with; null: nothing yet.</param>
    /// <param name="clock">This machine's time.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <param name="look">What else to look at in the opened CRM; null: nothing.</param>
    /// <param name="transport">Where requests end; null: the network.</param>
    public static async Task<(CrmAccount? Account, IReadOnlyList<Finding> Findings)> OpenAsync(
        CrmOptions options, string? homeCurrency, TimeProvider clock, CancellationToken cancellationToken, Func<ICrmSource, Task<IReadOnlyList<Finding>>>? look = null, HttpMessageHandler? transport = null)
    {
        try
        {
            using var source = CrmSources.Create(options, clock, transport);
            var account = await source.OpenAsync(cancellationToken);
            IReadOnlyList<Finding> seen = look is null ? [] : await look(source);
            return (account, [.. OfAccount(options.Kind, account, homeCurrency), .. seen, .. CrmSources.ReadsFiles(options.Kind) ? [] : await ClockAsync(options.BaseUrl, clock, cancellationToken)]);
        }
        catch (CrmException fault)
        {
            return (null, fault.Faults.Count > 0 ? [.. fault.Faults.Select(f => Finding.Fault(Part, f))] : [Finding.Fault(Part, fault.Message)]);
        }
    }

    private static IEnumerable<Finding> OfAccount(string kind, CrmAccount account, string? homeCurrency)
    {
        yield return Finding.Ok(Part, CrmSources.ReadsFiles(kind) ? $"the export in the folder {account.Id} has no fault" : $"{kind} account {account.Id} answers; every object a digest needs may be read");
        if (account.Currency is { } currency && homeCurrency is not null && currency != homeCurrency)
            yield return Finding.Note(Part, $"the account's company currency is {currency}, Calendar:HomeCurrency is {homeCurrency}", "the CRM's home amounts are not used: amounts are converted by the rates of fx-rates.csv; set the two alike where that is not meant");
        foreach (var unseen in account.Unseen) yield return Finding.Fault(Part, "the CRM user does not see everything: " + unseen, "until then digests are held (crm-user)");
        foreach (var misnamed in account.Misnamed) yield return Finding.Fault(Part, misnamed);
        foreach (var (fact, reason) in account.Missing.OrderBy(m => m.Key)) yield return Finding.Note(Part, $"no {Name(fact)}: {reason}", "KPIs that need them say no-data");
        foreach (var warning in account.Warnings) yield return Finding.Note(Part, warning);
    }

    private static string Name(FactKind fact) => fact.ToString().ToLowerInvariant() + "s";

    private static async Task<IReadOnlyList<Finding>> ClockAsync(string baseUrl, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, baseUrl), cancellationToken);
            return answer.Headers.Date is { } there
                ? [ClockFinding.Of("the CRM", Instant.FromDateTimeOffset(clock.GetUtcNow()) - Instant.FromDateTimeOffset(there), Tolerance)]
                : [];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }
}
