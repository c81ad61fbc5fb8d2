using System.CommandLine;
using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Runs.Erasing;
using KpiDigest.Store;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest erase PERSON</c>: shows where a person is kept and, with --yes, takes the person out; totals stay.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("PERSON") { Description = "An address, a rep's full name, or #id of the rep in the CRM." };
        var called = new Option<string[]>("--name") { Description = "What else the person is called, such as the name of a reader who is no rep.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };
        var yes = new Option<bool>("--yes") { Description = "Does it. It cannot be undone." };
        var command = new Command("erase", "Takes a person out of facts, files, archived mails and the ledger; every number stays as it is.") { who, called, yes };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var text = parse.GetRequiredValue(who);
            var person = await PersonSearch.FindAsync(services.Database, services.SourceName, text, parse.GetValue(called) ?? [], cancellationToken)
                ?? throw new UsageException("no rep is called so or has this id, and it is no address. 'kpidigest kpi' and the CRM show how reps are called.");
            RefuseWhereItCounts(services.Settings, person);
            if (!parse.GetValue(yes))
            {
                Write(parse.Out(), await new Erasure(services.Database, services.SourceName).LookAsync(person, cancellationToken), done: false);
                parse.Out().WriteLine("nothing was changed. To do it: --yes. It cannot be undone.");
                return ExitCode.Done;
            }

            await using var alone = await services.Database.AcquireRunLockAsync(cancellationToken);
            Write(parse.Out(), await new Erasure(services.Database, services.SourceName).EraseAsync(person, cancellationToken), done: true);
            Remind(parse.Out(), services.Settings, person);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A filter by name would find nobody afterwards, and totals would change.</summary>
    private static void RefuseWhereItCounts(Settings settings, FoundPerson person)
    {
        var crm = settings.Options.Crm;
        foreach (var (key, owners) in new[] { ("Crm:Include:Owners", crm.Include.Owners), ("Crm:Exclude:Owners", crm.Exclude.Owners) })
            if (person.RepId is { } id && owners.Any(owner => Is(person, owner)))
                throw new UsageException($"{key} names the person: write the rep's id '{id}' there first, else totals would change.");
    }

    private static void Write(TextWriter to, ErasureCounts counts, bool done)
    {
        to.WriteLine($"{(done ? "erased" : "would be erased")}: {string.Join(", ", counts.Names)}");
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  facts: {counts.Facts} rows; supplement files: {counts.Files} versions; ledger, alerts and kept runs: {counts.Ledger} rows"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  archived mails without their bytes: {counts.Bytes}"));
        if (counts.Unfinished.Count > 0)
            to.WriteLine($"  NOT YET: these mails are not finished and name the person (or carry a PDF): {string.Join(", ", counts.Unfinished)}. Send or cancel them, then erase again.");
    }

    private static void Remind(TextWriter to, Settings settings, FoundPerson person)
    {
        foreach (var digest in settings.Digests)
            foreach (var recipient in digest.Recipients.Where(r => Is(person, r.Email) || Is(person, r.Name) || Is(person, ScopeName(r.Scope))))
                to.WriteLine($"the configuration still names the person: digest '{digest.Id}', recipient {recipient.Email}, scope {recipient.Scope}. Nothing is sent there any more; take it out.");
        to.WriteLine("Not in reach of this command: the CRM, the supplements' folder, mailboxes, logs, copies and backups of the database.");
    }

    private static string ScopeName(string scope) => scope[(scope.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool Is(FoundPerson person, string text) => person.Names.Concat(person.Addresses).Any(known => ErasedWords.Form(known) == ErasedWords.Form(text));
}
