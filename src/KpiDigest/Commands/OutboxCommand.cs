using System.CommandLine;
using System.Globalization;
using KpiDigest.Core.Periods;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest outbox</c>: what is waiting, refused, unknown or held, and what to do with it.</summary>
internal static class OutboxCommand
{
    public static Command Create()
    {
        var command = new Command("outbox", "The mails and what to do with them.");
        command.Add(List());
        command.Add(OutboxShow.Create());
        command.Add(OutboxActions.Release());
        command.Add(OutboxActions.Resend());
        command.Add(OutboxActions.Cancel());
        command.Add(OutboxAccept.Create());
        return command;
    }

    private static Command List()
    {
        var states = new Option<string[]>("--state") { Description = "Only these states: " + string.Join(", ", Enum.GetNames<MailState>()).ToLowerInvariant() + ".", AllowMultipleArgumentsPerToken = true };
        var digest = new Option<string?>("--digest") { Description = "Only this digest." };
        var limit = new Option<int>("--limit") { Description = "At most so many, newest first.", DefaultValueFactory = _ => 200 };
        var list = new Command("list", "Lists mails, newest first.") { states, digest, limit };
        list.DoesWith(async (parse, services, cancellationToken) =>
        {
            var wanted = (parse.GetValue(states) ?? []).Select(State).ToArray();
            var rows = await services.Outbox.ListAsync(wanted.Length == 0 ? null : wanted, parse.GetValue(digest), parse.GetValue(limit), cancellationToken);
            Write(parse, rows, services.Settings.Calendar, services.Now);
            return ExitCode.Done;
        });
        return list;
    }

    private static MailState State(string text) => Enum.TryParse<MailState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state)
        ? state
        : throw new UsageException($"--state {text}: expected one of {string.Join(", ", Enum.GetNames<MailState>()).ToLowerInvariant()}.");

    private static void Write(ParseResult parse, IReadOnlyList<OutboxRow> rows, PeriodCalendar calendar, Instant now)
    {
        if (parse.WantsJson())
        {
            parse.Out().WriteJson(json =>
            {
                json.WriteStartArray();
                foreach (var row in rows)
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", row.Id);
                    json.WriteString("digest", row.Key.Digest);
                    json.WriteString("period", row.Key.Period);
                    json.WriteString("recipient", row.Key.Recipient);
                    json.WriteNumber("revision", row.Key.Revision);
                    json.WriteString("scope", row.Scope);
                    json.WriteString("state", StateText(row.State));
                    json.WriteString("reason", row.Reason);
                    json.WriteString("subject", row.Subject);
                    json.WriteString("messageId", row.MessageId);
                    json.WriteNumber("attempts", row.Attempts);
                    json.WriteString("notBefore", row.NotBefore.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    json.WriteString("sentAt", row.SentAt?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    json.WriteString("queueId", row.QueueId);
                    json.WriteString("bounce", row.Bounce?.Kind);
                    json.WriteString("bounceStatus", row.Bounce?.Status);
                    json.WriteString("bounceText", row.Bounce?.Text);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        string[] headers = ["id", "state", "digest", "period", "recipient", "scope", "attempts", "subject", "reason"];
        var cells = rows.Select(r => (IReadOnlyList<string>)
            [$"{r.Id}", StateText(r.State), r.Key.Digest, PeriodKeys.LabelOf(r.Key.Period, calendar) + RevisionText(r.Key.Revision), r.Key.Recipient, r.Scope, $"{r.Attempts}", r.Subject, ReasonText(r, now)]).ToArray();
        if (parse.WantsCsv()) parse.Out().WriteCsv(headers, cells);
        else parse.Out().WriteTable(headers, cells);
    }

    /// <summary>Empty for the first.</summary>
    public static string RevisionText(int revision) => revision == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (revision {revision})");

    /// <summary>A held mail does not expire by itself; a release gives it its whole time again, but whoever releases must know that it is old.</summary>
    private static string ReasonText(OutboxRow row, Instant now) => row.State == MailState.Held && row.ExpiresAt <= now
        ? string.Create(CultureInfo.InvariantCulture, $"TOO OLD since {row.ExpiresAt:uuuu-MM-dd}; {row.Reason}")
        : row.Bounce?.ToString() ?? row.Reason ?? "";

    public static string StateText(MailState state) => state.ToString().ToLowerInvariant();
}
