using System.CommandLine;
using KpiDigest.Core.Schedules;
using KpiDigest.Runs;

namespace KpiDigest.Commands;

/// <summary>
/// <c>replay DIGEST --period P --with-current-data --reissue --yes</c>: plans the next revision of a period whose numbers have changed. The service executes
/// it like any run, gate and approval included.
/// </summary>
internal static class Reissue
{
    public static async Task<int> PlanAsync(ParseResult parse, AppServices services, RunKey key, int changes, bool yes, CancellationToken cancellationToken)
    {
        var label = PeriodKeys.LabelOf(key.Period, services.Settings.Calendar);
        var digest = services.Settings.Find(key.Digest) ?? throw new UsageException($"the digest '{key.Digest}' is not configured any more.");
        var newest = (await services.Runs.RevisionsAsync(key.Digest, key.Period, cancellationToken))[^1];
        if (newest.Key != key) throw new UsageException($"revision {newest.Key.Revision} of {label} is {newest.State.ToString().ToLowerInvariant()} already: 'kpidigest status' shows it.");
        if (changes == 0) return await SayAsync(parse, $"nothing changed since revision {key.Revision} of {label}: there is nothing to correct.");
        var next = key with { Revision = key.Revision + 1 };
        await TellAsync(parse, services, digest, next, cancellationToken);
        if (services.Settings.Shape != (await services.Runs.ReadArchiveAsync(key, cancellationToken))?.Configuration)
            parse.Out().WriteLine("note: the configuration has changed since; the correction stands on today's.");
        if (!yes) return await SayAsync(parse, "nothing is planned yet: add --yes.");
        await services.Runs.PlanAsync(next, newest.DueAt, services.Now + digest.CatchUp, cancellationToken);
        parse.Out().WriteLine($"revision {next.Revision} of {key.Digest} {label} is planned; a running service takes it up at once.");
        return ExitCode.Done;
    }

    /// <summary>The newest revision that was sent.</summary>
    public static async Task<RunKey> NewestAsync(AppServices services, RunKey key, CancellationToken cancellationToken) =>
        (await services.Runs.RevisionsAsync(key.Digest, key.Period, cancellationToken)).LastOrDefault(r => r.State == RunState.Enqueued)?.Key ?? key;

    private static async Task TellAsync(ParseResult parse, AppServices services, DigestDefinition digest, RunKey next, CancellationToken cancellationToken)
    {
        var earlier = (await EarlierMails.ReadAsync(services.Runs, services.Outbox, next, cancellationToken))!;
        var configured = digest.Recipients.Select(r => r.Email).ToHashSet(StringComparer.Ordinal);
        parse.Out().WriteLine();
        parse.Out().WriteLine($"a correction goes to {earlier.Recipients.Count(configured.Contains)} recipients, as far as a number of theirs changed.");
        foreach (var recipient in configured.Where(r => earlier.Of(r) is null)) parse.Out().WriteLine($"  not to {recipient}: {earlier.WhyNot(recipient)}");
        foreach (var gone in earlier.Recipients.Where(r => !configured.Contains(r))) parse.Out().WriteLine($"  not to {gone}: no recipient any more, but was sent an earlier revision");
    }

    private static async Task<int> SayAsync(ParseResult parse, string text)
    {
        await parse.InvocationConfiguration.Error.WriteLineAsync(text);
        return ExitCode.Failed;
    }
}
