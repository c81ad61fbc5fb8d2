using System.CommandLine;
using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest schedules next [--count N]</c>: the next due times per digest and recipient, in their zone; who gets nothing stands in notes.</summary>
internal static class SchedulesCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Periods per digest.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var next = new Command("next", "Prints the next due times per digest and recipient, in their zone.") { count };
        next.Does(async (parse, cancellationToken) =>
        {
            var settings = ConfigurationLoader.Load(parse.GetValue(CommonOptions.Config)!);
            if (parse.GetValue(count) is < 1 or > 1000) throw new UsageException("--count: expected 1 to 1000.");
            var now = parse.GetValue(CommonOptions.AsOf) is { } asOf ? Instants.Parse(asOf, settings.Calendar.Zone) : Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            var (digests, notes) = await ExpandedDigests.OfAsync(settings, cancellationToken);
            var suppressed = await SuppressedReaders.OfAsync(settings, cancellationToken);
            foreach (var note in notes.Concat(suppressed.Notes(digests))) await parse.InvocationConfiguration.Error.WriteLineAsync("note: " + note);
            var rows = digests.SelectMany(d => Rows(d, settings, now, parse.GetValue(count))).Where(r => !suppressed.Holds(r.Digest, r.Recipient, r.At.ToInstant())).ToArray();
            Write(parse, rows);
            return ExitCode.Done;
        });
        return new Command("schedules", "When digests are due.") { next };
    }

    private static IEnumerable<Row> Rows(DigestDefinition digest, Settings settings, Instant now, int count)
    {
        var run = DueDigests.Next(digest, settings.Calendar, now);
        for (var i = 0; i < count && run is not null; i++, run = DueDigests.Next(digest, settings.Calendar, run.DueAt))
            foreach (var recipient in digest.Recipients)
                if (DueTimes.Of(digest, recipient, run.Period) is { } at)
                    yield return new Row(digest.Id, run.Period.Label, recipient.Email, at.InZone(recipient.Zone));
    }

    private static void Write(ParseResult parse, Row[] rows)
    {
        if (parse.WantsJson())
        {
            parse.Out().WriteJson(json =>
            {
                json.WriteStartArray();
                foreach (var row in rows)
                {
                    json.WriteStartObject();
                    json.WriteString("digest", row.Digest);
                    json.WriteString("period", row.Period);
                    json.WriteString("recipient", row.Recipient);
                    json.WriteString("due", row.At.ToString("uuuu'-'MM'-'dd'T'HH':'mm':'sso<G>", CultureInfo.InvariantCulture));
                    json.WriteString("timeZone", row.At.Zone.Id);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        parse.Out().WriteTable(
            ["digest", "period", "recipient", "due", "zone"],
            [.. rows.Select(r => (IReadOnlyList<string>)[r.Digest, r.Period, r.Recipient, r.At.ToString("ddd uuuu-MM-dd HH:mm:ss o<g>", CultureInfo.InvariantCulture), r.At.Zone.Id])]);
    }

    private sealed record Row(string Digest, string Period, string Recipient, ZonedDateTime At);
}
