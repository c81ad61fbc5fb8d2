using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Rendering;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>In whatever company: nothing of a record outside a reader's scope is in any part of what the reader is sent, and nothing at all in the log.</summary>
public sealed partial class ScopePropertyTests : StoreTests
{
    private static readonly RunKey Quarter = new("quarterly", "quarter:2026-07-01", 1);

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_reader_finds_a_record_outside_the_scope_in_any_part_of_a_mail(int seed)
    {
        using var folder = new TempFolder();
        var company = new PlantedCompany(seed, Workshop.DueAt);
        var mails = await SendAsync(company, CountingBrowser.In(folder).Path, All);

        var leaks = mails.SelectMany(m => LeaksIn(company, m)).Take(12).ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        AssertEveryKindIsFound(company, mails);
    }

    [Fact]
    public async Task A_printed_scorecard_shows_no_record_outside_the_scope()
    {
        var company = new PlantedCompany(4, Workshop.DueAt);
        var mails = await SendAsync(company, Need.Chromium(), [(1, null)], weekly: false);

        var mail = Assert.Single(mails);
        Assert.Contains(mail.Parts, p => p.Type == "application/pdf" && Words().IsMatch(p.Text));
        Assert.Empty(LeaksIn(company, mail));
    }

    private static IEnumerable<(int? Team, int? Rep)> All =>
        [(null, null), .. Enumerable.Range(0, PlantedCompany.Parents.Length).Select(t => ((int?)t, (int?)null)), (null, 0), (null, 7)];

    private static IEnumerable<string> LeaksIn(PlantedCompany company, PlantedMail mail)
    {
        var scope = new PlantedScope(company, Workshop.DueAt, mail.Team, mail.Rep);
        var allowed = new HashSet<string>(scope.Allowed(), StringComparer.OrdinalIgnoreCase);
        var amounts = scope.ForbiddenAmounts().ToList();
        foreach (var part in mail.Parts)
        {
            foreach (var found in Words().Matches(part.Text).Where(w => !allowed.Contains(w.Value)).DistinctBy(w => w.Value))
                yield return $"{mail.Name}: {found.Value} in {part.Type}: {Around(part.Text, found.Index)}";
            if (part.Type != "text/csv") continue;
            // A row of the team table is the person's, with what the person closed in an earlier team too; records are the scope's alone.
            var others = part.Text.Contains("team.csv", StringComparison.Ordinal) ? amounts.Except(scope.AmountsOfMembers()) : amounts;
            foreach (var amount in others.Where(a => part.Text.Contains($"\"{a}\"", StringComparison.Ordinal))) yield return $"{mail.Name}: {amount} in a file";
        }
    }

    /// <summary>What is looked for is there to be found: each kind of record that mails name is named to those who may see it.</summary>
    private static void AssertEveryKindIsFound(PlantedCompany company, IReadOnlyList<PlantedMail> mails)
    {
        var found = mails.SelectMany(m => m.Parts.SelectMany(p => Words().Matches(p.Text).Select(w => (m.Team, Kind: char.ToLowerInvariant(w.Value[2]), p.Type)))).ToHashSet();
        foreach (var kind in "trdcno") Assert.Contains(found, f => f.Team is not null && f.Kind == kind);
        foreach (var type in new[] { "text/html", "text/plain", "text/csv", "application/pdf" }) Assert.Contains(found, f => f.Team is not null && f.Type == type);
        var files = string.Concat(mails.Where(m => m.Team is null && m.Rep is null).SelectMany(m => m.Parts).Where(p => p.Type == "text/csv").Select(p => p.Text));
        Assert.InRange(company.Books.Count(b => files.Contains(FormattableString.Invariant($"\"{b.Amount}\""), StringComparison.Ordinal)), 10, company.Books.Count);
    }

    private async Task<IReadOnlyList<PlantedMail>> SendAsync(PlantedCompany company, string browser, IEnumerable<(int? Team, int? Rep)> scopes, bool weekly = true)
    {
        var readers = scopes.ToDictionary(s => NameOf(s.Team, s.Rep), s => s, StringComparer.Ordinal);
        var log = new LogLines();
        var source = new FixedSource(Workshop.DueAt);
        var shop = new Workshop(Database, source, more: Digests(browser, readers.Keys));
        foreach (var (name, text) in PlantedCompany.Files()) shop.Supplements.Write(name, text);
        source.Company = () => company.At(shop.Clock.Now);
        foreach (var at in company.Syncs)
        {
            shop.Clock.Now = at;
            await shop.SyncAsync();
        }

        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(1);
        foreach (var key in weekly ? new[] { Workshop.Week46, Quarter } : [Quarter])
        {
            await shop.Runs.PlanAsync(key, Workshop.DueAt, Workshop.DueAt + Duration.FromDays(36500), Now);
            Assert.True(await shop.Worker(log.For<RunWorker>()).RunNextAsync(Now));
        }

        Assert.DoesNotContain(log.Lines, line => Words().IsMatch(line) || line.Contains("@example.com", StringComparison.OrdinalIgnoreCase));
        var rows = await shop.Outbox.ListAsync([MailState.Waiting], null, 100, Now);
        Assert.True(rows.Count == readers.Count * (weekly ? 2 : 1), string.Join('\n', log.Lines));
        var mails = new List<PlantedMail>();
        foreach (var row in rows)
        {
            var (team, rep) = readers[row.Key.Recipient.Split('@')[0]];
            mails.Add(new PlantedMail($"{row.Key.Digest} to {row.Key.Recipient}", team, rep, await PartsAsync(row, (await shop.Outbox.ReadMimeAsync(row.Id, Now))!)));
        }

        return mails;
    }

    /// <summary>The headers as they stand and with their words decoded, and each part with the name of its file; a printed PDF as its text.</summary>
    private static async Task<IReadOnlyList<(string Type, string Text)>> PartsAsync(OutboxRow row, byte[] mime)
    {
        var raw = Encoding.UTF8.GetString(mime);
        var parts = new List<(string, string)> { ("headers", raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)] + "\n" + row.Subject + "\n" + row.Reason) };
        foreach (var part in MimeReader.Read(mime))
        {
            var isPrinted = part.ContentType == "application/pdf" && !Encoding.UTF8.GetString(part.Content).Contains("<html", StringComparison.OrdinalIgnoreCase);
            var text = isPrinted ? await PdfWords.Of(part.Content, Now) : Encoding.UTF8.GetString(part.Content);
            parts.Add((part.ContentType, part.FileName + "\n" + text));
        }

        return parts;
    }

    [Fact]
    public async Task A_scope_that_does_not_resolve_gets_no_mail_but_a_reason_and_the_admin_is_told()
    {
        var source = new FixedSource(Workshop.DueAt);
        var company = new PlantedCompany(5, Workshop.DueAt);
        source.Company = () => company.At(Workshop.DueAt);
        var shop = new Workshop(Database, source, more: """
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
              { "Email": "a@example.com", "Scope": "team:Nowhere" }, { "Email": "b@example.com", "Scope": "rep:#gone" }, { "Email": "c@example.com", "Scope": "team:#Xqt999z" } ] } ]
            """);

        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));

        var rows = await shop.Outbox.ListAsync(null, null, 10, Now);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.Equal(MailState.Skipped, r.State));
        Assert.All(rows, r => Assert.StartsWith("scope not resolved: ", r.Reason, StringComparison.Ordinal));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mail_bodies"));
        Assert.Null(await shop.Outbox.ClaimNextAsync("test", Duration.FromMinutes(1), Now));
        var matter = Assert.Single(await shop.Watch().LookAsync(Now), m => m.Key == "mails:weekly:week:2026-11-09:1:Skipped");
        Assert.Contains("3 mails not made: a@example.com", matter.Text, StringComparison.Ordinal);
    }

    private static string NameOf(int? team, int? rep) => team is { } t ? $"team-{t}" : rep is { } r ? $"rep-{r}" : "company";

    private static string ScopeOf(string name) => name.Split('-') switch
    {
        ["team", var number] => $"team:#{PlantedCompany.Word('t', int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))}",
        ["rep", var number] => $"rep:#{PlantedCompany.Word('r', int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))}",
        _ => "company",
    };

    private static string Around(string text, int at) => text[Math.Max(0, at - 160)..Math.Min(text.Length, at + 60)].ReplaceLineEndings(" ");

    private static string Digests(string browser, IEnumerable<string> readers)
    {
        var list = string.Join(", ", readers.Select(name => $$"""{ "Email": "{{name}}@example.com", "Scope": "{{ScopeOf(name)}}" }"""));
        return $$"""
            "Rendering": { "Browser": "{{browser}}" },
            "Digests": [
              { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Attachments": [ "team.csv", "records.csv" ], "Recipients": [ {{list}} ] },
              { "Id": "quarterly", "Template": "quarterly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 1 1,4,7,10 ?" }, "Attachments": [ "scorecard.pdf", "team.csv", "records.csv" ], "Recipients": [ {{list}} ] } ]
            """;
    }

    [GeneratedRegex("Xq[a-z][0-9]{3}z", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    private sealed record PlantedMail(string Name, int? Team, int? Rep, IReadOnlyList<(string Type, string Text)> Parts);
}
