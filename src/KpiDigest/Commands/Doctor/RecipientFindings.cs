namespace KpiDigest.Commands.Doctor;

/// <summary>Whether every recipient may get mail, whether their scopes exist among what was synced, and who of them gets none.</summary>
internal static class RecipientFindings
{
    private const string Part = "recipients";

    public static async Task<IReadOnlyList<Finding>> OfAsync(AppServices services, CancellationToken cancellationToken)
    {
        var settings = services.Settings;
        var (digests, notes) = await ExpandedDigests.OfAsync(services, cancellationToken);
        var recipients = digests.SelectMany(d => d.Recipients.Select(r => (Digest: d.Id, Recipient: r))).ToList();
        var faults = recipients.Where(r => !settings.Options.Mail.MayReceive(r.Recipient.Email))
            .Select(r => Finding.Fault(Part, $"{r.Recipient.Email} ({r.Digest}) is in no domain of Mail:AllowedDomains, so gets no mail")).ToList();
        faults.AddRange(notes.Select(n => Finding.Fault(Part, n)));
        try
        {
            var sales = await services.LoadAsync(null, cancellationToken);
            foreach (var (digest, recipient) in recipients)
                if (!sales.TryResolve(recipient.Scope, out _, out var fault))
                    faults.Add(Finding.Fault(Part, $"{recipient.Email} ({digest}): {fault}", "correct the scope; until then no mail goes there"));
        }
        catch (UsageException notYet)
        {
            faults.Add(Finding.Note(Part, "scopes are compared with the CRM's teams and people after the first sync", notYet.Message));
        }

        if (faults.Count == 0) faults.Add(Finding.Ok(Part, $"{recipients.Count} recipients of {settings.Digests.Count} digests: all addresses allowed, all scopes found"));
        return [.. faults, .. (await SuppressedReaders.OfAsync(services, cancellationToken)).Notes(digests).Select(note => Finding.Note(Part, note))];
    }
}
