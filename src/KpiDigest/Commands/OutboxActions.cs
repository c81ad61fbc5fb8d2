using System.CommandLine;
using KpiDigest.Outbox;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest outbox release | resend | cancel</c>: what to do with mails that are held, refused or unknown.</summary>
internal static class OutboxActions
{
    /// <summary>Held mails by id, or all that is held of a digest and period: the run, or its mails that wait for approval.</summary>
    public static Command Release()
    {
        var ids = Ids();
        var digest = new Option<string?>("--run") { Description = "Instead of mails: what is held of this digest, with --period.", HelpName = "DIGEST" };
        var period = new Option<string?>("--period") { Description = "The held run's period.", HelpName = "P" };
        var command = new Command("release", "Sends what was held: mails by id, or all of a run, be it held by the gate or waiting for approval.") { ids, digest, period };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            if (parse.GetValue(digest) is not { } run)
                return await EachAsync(parse, ids, "held", id => services.Outbox.ReleaseHeldAsync(id, cancellationToken));
            if (!services.Settings.Calendar.TryParse(parse.GetValue(period) ?? "", out var of, out var fault)) throw new UsageException("--period " + fault);
            return await ReleaseRunAsync(parse, services, run, of, cancellationToken);
        });
        return command;
    }

    /// <summary>Newest revision first: an older one that is held was overtaken by it.</summary>
    private static async Task<int> ReleaseRunAsync(ParseResult parse, AppServices services, string digest, Period period, CancellationToken cancellationToken)
    {
        foreach (var run in (await services.Runs.RevisionsAsync(digest, period.Key, cancellationToken)).Reverse())
        {
            if (await services.Runs.ReleaseAsync(run.Key, cancellationToken))
            {
                parse.Out().WriteLine($"{digest} {period.Label}{OutboxCommand.RevisionText(run.Key.Revision)} is planned again; a running service takes it up at once.");
                return ExitCode.Done;
            }

            var held = (await services.Outbox.OfPeriodAsync(digest, period.Key, cancellationToken)).Where(m => m.Key.Revision == run.Key.Revision && m.State == MailState.Held).ToList();
            if (held.Count == 0) continue;
            foreach (var mail in held) await services.Outbox.ReleaseHeldAsync(mail.Id, cancellationToken);
            parse.Out().WriteLine($"{digest} {period.Label}{OutboxCommand.RevisionText(run.Key.Revision)}: {held.Count} held mails are released; a running service sends them at once.");
            return ExitCode.Done;
        }

        throw new UsageException($"no held or failed run of '{digest}' for {period.Label}, and no held mail. 'kpidigest status' lists the runs.");
    }

    /// <summary>Refused or unknown mails, with the same bytes and Message-ID.</summary>
    public static Command Resend()
    {
        var ids = Ids();
        var command = new Command("resend", "Sends refused or unknown mails again, with the same Message-ID. An unknown one may arrive twice.") { ids };
        command.DoesWith((parse, services, cancellationToken) => EachAsync(parse, ids, "refused or unknown", id => services.Outbox.ResendAsync(id, cancellationToken)));
        return command;
    }

    /// <summary>Waiting or held mails.</summary>
    public static Command Cancel()
    {
        var ids = Ids();
        var command = new Command("cancel", "Takes back waiting or held mails.") { ids };
        command.DoesWith((parse, services, cancellationToken) => EachAsync(parse, ids, "waiting or held", id => services.Outbox.CancelAsync(id, cancellationToken)));
        return command;
    }

    private static Argument<long[]> Ids() => new("ID") { Description = "Ids as 'kpidigest outbox list' prints them.", Arity = ArgumentArity.ZeroOrMore };

    private static async Task<int> EachAsync(ParseResult parse, Argument<long[]> ids, string wanted, Func<long, Task<bool>> act)
    {
        var asked = parse.GetValue(ids) ?? [];
        if (asked.Length == 0) throw new UsageException("name at least one mail by its id; 'kpidigest outbox list' prints them.");
        var refused = new List<long>();
        foreach (var id in asked)
            if (!await act(id)) refused.Add(id);
        parse.Out().WriteLine($"{asked.Length - refused.Count} of {asked.Length} done.");
        foreach (var id in refused) await parse.InvocationConfiguration.Error.WriteLineAsync($"mail {id} is not {wanted}: nothing was changed.");
        return refused.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
