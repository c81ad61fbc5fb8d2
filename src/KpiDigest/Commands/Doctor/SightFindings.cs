using KpiDigest.Configuration;
using KpiDigest.Crm;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether what was loaded agrees with what the CRM counts and with the people it lists.</summary>
internal static class SightFindings
{
    private const string Part = "crm";

    /// <param name="settings">The store.</param>
    /// <param name="source">The opened CRM.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public static async Task<IReadOnlyList<Finding>> OfAsync(Settings settings, ICrmSource source, CancellationToken cancellationToken)
    {
        await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
        if ((await services.Facts.ReadSyncStateAsync(services.SourceName, cancellationToken)).LastCompleteAt is null) return [];
        var totals = await source.TotalsAsync(cancellationToken);
        var sight = await new SightProof(services.Facts, services.SourceName).OfAsync(totals, cancellationToken);
        return
        [
            .. sight.Proven.Select(p => Finding.Fault(Part, p, "until a full sync agrees, digests are held (crm-user)")),
            .. sight.Noted.Select(n => Finding.Note(Part, n)),
            .. totals.Count > 0 && sight.Proven.Count + sight.Noted.Count == 0 ? [Finding.Ok(Part, $"the CRM user sees everything: {Counts(totals)}, all stored, and every owner of a deal")] : Array.Empty<Finding>(),
        ];
    }

    private static string Counts(IReadOnlyList<RecordTotal> totals) => string.Join(", ", totals.Select(t => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{t.Total} {t.Object}")));
}
