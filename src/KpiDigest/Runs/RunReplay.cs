using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Runs.Gate;
using KpiDigest.Store;
using KpiDigest.Supplements;

namespace KpiDigest.Runs;

/// <summary>Computes a past run again: on what was known then it must come out the same; on what is known now it says what is restated.</summary>
internal sealed class RunReplay(RunStore runs, OutboxStore outbox, FactStore facts, SupplementShelf supplements, Settings present, string source, string installation)
{
    /// <summary>The same data: every number, and every mail byte for byte. Mails are also handed to <paramref name="take"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no such run, or it kept nothing.</exception>
    public async Task<ReplayReport> SameDataAsync(RunKey key, Action<string, byte[]> take, CancellationToken cancellationToken)
    {
        var past = await PastRun.OpenAsync(runs, facts, supplements, present, source, installation, key, cancellationToken);
        var sales = await past.FactsAsync(past.Row.KnownAt!.Value, cancellationToken);
        past = past.WithRecipientsOf(sales);
        var figures = await past.ComputeAsync(sales, cancellationToken);
        var (differing, notKept) = (new List<string>(), new List<string>());
        var files = new EditionFiles(past.Press, past.Digest);
        var earlier = await EarlierMails.ReadAsync(runs, outbox, key, cancellationToken);
        var mails = (await outbox.OfPeriodAsync(key.Digest, key.Period, cancellationToken)).Where(m => m.Key.Revision == key.Revision).ToList();
        var decision = QualityGate.Decide(sales, past.Period, await runs.DealsOfRunsBeforeAsync(key, QualityGate.History, cancellationToken), past.Settings.Options.Gate);
        var notes = DigestRun.Notes(decision, sales, isStale: past.Row.KnownAt < past.Row.DueAt);
        foreach (var mail in InOrder(past, mails))
        {
            if (mail.BodyGone is { } gone) notKept.Add($"{mail.Key.Recipient}: {gone}");
            if (await outbox.ReadMimeAsync(mail.Id, cancellationToken) is not { } sent) continue;
            var again = await RenderAsync(past, files, figures, mail, new Remarks(notes, earlier?.Of(mail.Key.Recipient)), cancellationToken);
            take(mail.Key.Recipient, again ?? []);
            if (again is null || !again.AsSpan().SequenceEqual(sent)) differing.Add(mail.Key.Recipient);
        }

        return new ReplayReport(past.Archive.Numbers.Count, past.ChangesTo(figures.Values), mails.Count - notKept.Count, differing, await DifferencesAsync(past, cancellationToken)) { NotKept = notKept };
    }

    /// <summary>Today's data as of the same T: every number that is restated, and the records behind it.</summary>
    /// <exception cref="InvalidOperationException">There is no such run, or it kept nothing.</exception>
    public async Task<(IReadOnlyList<NumberChange> Numbers, IReadOnlyList<RecordChange> Records)> CurrentDataAsync(RunKey key, CancellationToken cancellationToken)
    {
        var past = await PastRun.OpenAsync(runs, facts, supplements, present, source, installation, key, cancellationToken);
        var then = await past.FactsAsync(past.Row.KnownAt!.Value, cancellationToken);
        past = past.WithRecipientsOf(then);
        var newest = (await facts.ReadSyncStateAsync(source, cancellationToken)).LastCompleteAt ?? past.Row.KnownAt!.Value;
        var now = await past.FactsAsync(newest, cancellationToken);
        var changes = past.ChangesTo((await past.ComputeAsync(now, cancellationToken)).Values);
        var asked = changes.Select(c => (c.Old.Scope, Question: past.Asked(c.Old))).Where(q => q.Question is not null).Distinct().ToList();
        return (changes, [.. asked.SelectMany(q => Records(then, now, q.Scope, q.Question!.Value.Kpi, q.Question.Value.Period))]);
    }

    private static IEnumerable<RecordChange> Records(SalesFacts then, SalesFacts now, string scope, IKpi kpi, Period period)
    {
        var (old, present) = (Explained(then, scope, kpi, period), Explained(now, scope, kpi, period));
        foreach (var key in old.Keys.Union(present.Keys).OrderBy(k => k.Kind).ThenBy(k => k.Id, StringComparer.Ordinal).ThenBy(k => k.Nth))
        {
            var (before, after) = (old.GetValueOrDefault(key), present.GetValueOrDefault(key));
            if (before != after) yield return new RecordChange(scope, kpi.Id, period.Label, before, after);
        }
    }

    /// <summary>Records by kind and id; one that counts several times is told apart by its place.</summary>
    private static Dictionary<(FactKind Kind, string Id, int Nth), KpiRecord> Explained(SalesFacts sales, string text, IKpi kpi, Period period)
    {
        if (!sales.TryResolve(text, out var scope, out _)) return [];
        return KpiCatalogue.Explain(kpi, sales, scope, period).Records
            .GroupBy(r => (r.Kind, r.Id))
            .SelectMany(g => g.Select((record, i) => (Key: (g.Key.Kind, g.Key.Id, i), record)))
            .ToDictionary(r => r.Key, r => r.record);
    }

    private async Task<byte[]?> RenderAsync(PastRun past, EditionFiles files, Dictionary<string, PressedFigures> figures, OutboxRow mail, Remarks remarks, CancellationToken cancellationToken)
    {
        var recipient = past.Digest.Recipients.FirstOrDefault(r => r.Email == mail.Key.Recipient);
        if (recipient is null || !figures.TryGetValue(recipient.Scope, out var pressed)) return null;
        var rendered = past.Press.Render(past.Digest, pressed, recipient, remarks, await files.OfAsync(pressed, recipient, remarks, cancellationToken));
        var dueAt = DueTimes.Of(past.Digest, recipient, past.Period) ?? past.Row.DueAt;
        return new MailComposer(past.Settings.Options.Mail, installation, ReaderLinks.Of(past.Settings, installation)).Compose(past.Digest, recipient, mail.Key, rendered, dueAt, dueAt, remarks.Before).Mime;
    }

    /// <summary>Those of one edition beside each other; those to nobody configured last.</summary>
    private static IEnumerable<OutboxRow> InOrder(PastRun past, List<OutboxRow> mails)
    {
        var places = EditionFiles.InOrder(past.Digest.Recipients).Select((r, i) => (r.Email, i)).ToDictionary(p => p.Email, p => p.i, StringComparer.Ordinal);
        return mails.OrderBy(m => places.GetValueOrDefault(m.Key.Recipient, int.MaxValue)).ThenBy(m => m.Id);
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(PastRun past, CancellationToken cancellationToken)
    {
        var browser = past.Archive.Browser is null ? null : await past.Renderer.BrowserVersionAsync(cancellationToken);
        var supplements = await past.Press.SupplementsHashAsync(past.Row.KnownAt!.Value, cancellationToken);
        (string What, string? Then, string? Now)[] stands =
        [
            ("supplements", past.Row.SupplementsHash ?? supplements, supplements),
            ("program", past.Archive.Product, RunArchive.ProductVersion), ("templates", past.Row.TemplateHash, past.Renderer.TemplateHash), ("browser", past.Archive.Browser, browser),
        ];
        return [.. stands.Where(s => s.Then != s.Now).Select(s => $"{s.What} {s.Then} → {s.Now ?? "none"}")];
    }
}
