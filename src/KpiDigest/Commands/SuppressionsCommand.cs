using System.CommandLine;
using System.Globalization;
using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest suppressions list | undo</c>: who gets no mail although the configuration names them.</summary>
internal static class SuppressionsCommand
{
    public static Command Create() => new("suppressions", "Who gets no mail although the configuration names them: bounced, unsubscribed, paused, left.") { List(), Undo() };

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Also what is over." };
        var list = new Command("list", "Lists who gets no mail, since when and why.") { all };
        list.DoesWith(async (parse, services, cancellationToken) =>
        {
            var rows = await services.Outbox.Suppressions.ListAsync(parse.GetValue(all), cancellationToken);
            if (parse.WantsJson()) parse.Out().WriteJson(json => WriteArray(json, rows));
            else if (parse.WantsCsv()) parse.Out().WriteCsv(Headers, Cells(rows));
            else parse.Out().WriteTable(Headers, Cells(rows));
            return ExitCode.Done;
        });
        return list;
    }

    private static Command Undo()
    {
        var address = new Argument<string>("ADDRESS") { Description = "Whose." };
        var digest = new Option<string?>("--digest") { Description = "Only what was said of this digest; without it everything is undone." };
        var undo = new Command("undo", "Sends somebody mail again. Who unsubscribed should have asked for it.") { address, digest };
        undo.DoesWith(async (parse, services, cancellationToken) =>
        {
            var ended = await services.Outbox.Suppressions.EndAsync(parse.GetRequiredValue(address), parse.GetValue(digest), null, cancellationToken);
            if (ended == 0) throw new UsageException($"nothing keeps mail from '{parse.GetRequiredValue(address)}'{(parse.GetValue(digest) is { } id ? $" of '{id}' alone" : "")}. 'kpidigest suppressions list' shows all.");
            parse.Out().WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ended} undone; the next digest is sent again. Mails that were skipped stay skipped."));
            return ExitCode.Done;
        });
        return undo;
    }

    public static IReadOnlyList<string> Headers { get; } = ["recipient", "digest", "kind", "since", "until", "reason", "over since"];

    public static IReadOnlyList<IReadOnlyList<string>> Cells(IEnumerable<Suppression> rows) =>
        [.. rows.Select(r => (IReadOnlyList<string>)[r.Recipient, r.Digest.Length > 0 ? r.Digest : "(all)", r.KindText, At(r.Since)!, At(r.Until) ?? "", r.Reason, At(r.Ended) ?? ""])];

    public static void WriteArray(System.Text.Json.Utf8JsonWriter json, IEnumerable<Suppression> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("recipient", row.Recipient);
            json.WriteString("digest", row.Digest.Length > 0 ? row.Digest : null);
            json.WriteString("kind", row.KindText);
            json.WriteString("since", At(row.Since));
            json.WriteString("until", At(row.Until));
            json.WriteString("reason", row.Reason);
            json.WriteString("ended", At(row.Ended));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? At(Instant? at) => at?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
