using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// Renders and stages the mails of a run. Recipients of one scope, culture and zone get the same edition: its files are made once. What is
/// rendered is staged at once, invisible, so that memory holds one edition's files and one batch of mails, whatever the number of recipients.
/// </summary>
internal sealed class EditionStaging(
    RunStore runs, SuppressionStore suppressions, DigestPress press, MailComposer mails, DigestDefinition digest, IReadOnlyDictionary<string, string> withheld, EarlierMails? earlier, Instant now, Func<Task> renew)
{
    private const int BatchSize = 50;
    private const int BatchBytes = 16 * 1024 * 1024;

    private readonly EditionFiles _files = new(press, digest);
    private readonly List<OutboxMail> _batch = [];
    private int _expected;
    private int _skipped;

    /// <summary>Stages a row for every recipient. Throws away first what an earlier attempt staged.</summary>
    /// <param name="run">The run, under lease.</param>
    /// <param name="period">The run's period.</param>
    /// <param name="sales">The facts, for the reason why a scope has no figures.</param>
    /// <param name="figures">Figures by the scope's text.</param>
    /// <param name="notes">What the gate wants said.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="LeaseLostException">Another worker has the run.</exception>
    public async Task<StagedCounts> StageAsync(
        ClaimedRun run, Period period, SalesFacts sales, IReadOnlyDictionary<string, PressedFigures> figures, IReadOnlyList<string> notes, CancellationToken cancellationToken)
    {
        if (!await runs.ClearStagedAsync(run, cancellationToken)) throw new LeaseLostException();
        var suppressed = await suppressions.OfDigestAsync(digest.Id, cancellationToken);
        var erased = await runs.ErasedAsync(cancellationToken);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var recipient in EditionFiles.InOrder(digest.Recipients))
        {
            await renew();
            if (erased.WithAddress(recipient.Email) is { } person)
            {
                if (named.Add(person.Token)) await AddAsync(run, Erased(run, recipient, person, period), cancellationToken);
                continue;
            }

            var why = suppressed.GetValueOrDefault(Suppression.KeyOf(recipient.Email));
            await AddAsync(run, await RowAsync(run, recipient, period, sales, figures, notes, why, cancellationToken), cancellationToken);
        }

        await FlushAsync(run, cancellationToken);
        return new StagedCounts(_expected, _skipped, _files.Editions, _files.Files);
    }

    /// <summary>The configuration still names somebody who was erased: nothing is sent, and the ledger does not learn the address again.</summary>
    private OutboxMail Erased(ClaimedRun run, RecipientDefinition recipient, ErasedPerson person, Period period)
    {
        var dueAt = DueTimes.Of(digest, recipient, period) ?? run.DueAt;
        var key = new MailKey(run.Key.Digest, run.Key.Period, person.Address, run.Key.Revision);
        return mails.Skip(recipient with { Email = person.Address, Scope = "erased" }, key, "its recipient was erased: take the recipient out of the configuration", dueAt, Instant.Max(dueAt + digest.CatchUp, run.NotAfter));
    }

    private async Task<OutboxMail> RowAsync(
        ClaimedRun run, RecipientDefinition recipient, Period period, SalesFacts sales, IReadOnlyDictionary<string, PressedFigures> figures, IReadOnlyList<string> notes,
        Suppression? suppressed, CancellationToken cancellationToken)
    {
        var key = new MailKey(run.Key.Digest, run.Key.Period, recipient.Email, run.Key.Revision);
        var dueAt = DueTimes.Of(digest, recipient, period) ?? run.DueAt;
        var expiresAt = Instant.Max(dueAt + digest.CatchUp, run.NotAfter);
        if (withheld.TryGetValue(recipient.Email, out var reason)) return mails.Skip(recipient, key, reason, dueAt, expiresAt);
        if (suppressed is not null) return mails.Skip(recipient, key, suppressed.SkipReason, dueAt, expiresAt);
        if (!figures.TryGetValue(recipient.Scope, out var pressed))
        {
            sales.TryResolve(recipient.Scope, out _, out var fault);
            return mails.Skip(recipient, key, $"scope not resolved: {fault}", dueAt, expiresAt);
        }

        var before = earlier?.Of(recipient.Email);
        if (earlier is not null && before is null) return mails.Skip(recipient, key, earlier.WhyNot(recipient.Email), dueAt, expiresAt);
        if (before?.Differs(pressed.Figures) == false) return mails.Skip(recipient, key, $"revision {before.Revision} stands: no number of {recipient.Scope} changed", dueAt, expiresAt);
        var remarks = new Remarks(notes, before);
        var files = await _files.OfAsync(pressed, recipient, remarks, cancellationToken);
        var mail = mails.Compose(digest, recipient, key, press.Render(digest, pressed, recipient, remarks, files), dueAt, expiresAt, before);
        // A late run keeps out of quiet hours too, as far as the mail's limit allows.
        var notBefore = digest.Rule.OutOfQuietHours(Instant.Max(dueAt, now), recipient.Zone);
        return notBefore > dueAt && notBefore > now && notBefore < expiresAt ? mail with { NotBefore = notBefore } : mail;
    }

    private async Task AddAsync(ClaimedRun run, OutboxMail row, CancellationToken cancellationToken)
    {
        _expected++;
        if (row.State == MailState.Skipped) _skipped++;
        _batch.Add(row);
        if (_batch.Count >= BatchSize || _batch.Sum(m => (long)m.Mime.Length) >= BatchBytes) await FlushAsync(run, cancellationToken);
    }

    private async Task FlushAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        if (_batch.Count == 0) return;
        await renew();
        if (!await runs.StageAsync(run, _batch, cancellationToken)) throw new LeaseLostException();
        _batch.Clear();
    }
}

/// <summary>What was staged.</summary>
/// <param name="Expected">Mails in all, those skipped included.</param>
/// <param name="Skipped">Of these without content.</param>
/// <param name="Editions">Different scopes, cultures and zones that were rendered.</param>
/// <param name="Files">Attachments that were made; each goes to every recipient of its edition.</param>
internal sealed record StagedCounts(int Expected, int Skipped, int Editions, int Files);
