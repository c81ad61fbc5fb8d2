using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Runs;

namespace KpiDigest.Commands;

/// <summary>The digests with the recipients that a run would find now; who of them would get nothing stands in the notes.</summary>
internal static class ExpandedDigests
{
    /// <summary>Opens the store only where a digest asks for people whom the facts know.</summary>
    public static async Task<(IReadOnlyList<DigestDefinition> Digests, IReadOnlyList<string> Notes)> OfAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Digests.All(d => d.Found is null)) return (settings.Digests, []);
        await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
        return await OfAsync(services, cancellationToken);
    }

    public static async Task<(IReadOnlyList<DigestDefinition> Digests, IReadOnlyList<string> Notes)> OfAsync(AppServices services, CancellationToken cancellationToken)
    {
        var settings = services.Settings;
        if (settings.Digests.All(d => d.Found is null)) return (settings.Digests, []);
        try
        {
            var sales = await services.LoadAsync(null, cancellationToken);
            var found = settings.Digests.Select(d => RunRecipients.Of(d, sales, settings.Options.Mail.MayReceive)).ToList();
            return ([.. found.Select(ThoseWhoGetIt)], [.. found.SelectMany(Notes)]);
        }
        catch (UsageException notYet)
        {
            return (settings.Digests, [$"team leads are found after the first sync: {notYet.Message}"]);
        }
    }

    private static DigestDefinition ThoseWhoGetIt(RunRecipients whom) => whom.Digest with { Recipients = [.. whom.Digest.Recipients.Where(r => !whom.Withheld.ContainsKey(r.Email))] };

    private static IEnumerable<string> Notes(RunRecipients whom) =>
        (whom.HeldBecause is { } cause ? [$"{whom.Digest.Id} would be held: {cause}"] : Array.Empty<string>())
        .Concat(whom.Withheld.Select(w => $"{whom.Digest.Id}: no mail for {w.Key}: {w.Value}"));
}
