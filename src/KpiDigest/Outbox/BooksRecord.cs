namespace KpiDigest.Outbox;

/// <summary>The number of a run's mails in one state; a run without visible mails has one row without a state.</summary>
internal sealed class BooksRecord
{
    // Rows staged by a run that is not enqueued are nobody's business yet.
    public const string Query =
        """
        select r.id as RunId, r.digest as Digest, r.period as Period, r.revision as Revision, r.state as RunState, r.expected as Expected, m.state as MailState, count(m.id) as Mails
        from runs r left join mails m on m.run_id = r.id and r.state = 'enqueued'
        group by r.id, r.digest, r.period, r.revision, r.state, r.expected, r.due_at, m.state
        order by r.due_at desc, r.id desc
        """;

    public long RunId { get; set; }

    public string Digest { get; set; } = "";

    public string Period { get; set; } = "";

    public int Revision { get; set; }

    public string RunState { get; set; } = "";

    public int? Expected { get; set; }

    public string? MailState { get; set; }

    public int Mails { get; set; }

    public static IReadOnlyList<RunBooks> Books(IEnumerable<BooksRecord> rows) => rows.GroupBy(row => row.RunId).Select(OfRun).ToList();

    private static RunBooks OfRun(IEnumerable<BooksRecord> rows)
    {
        var first = rows.First();
        return new RunBooks(
            first.Digest, first.Period, first.Revision, first.RunState, first.Expected,
            rows.Where(row => row.MailState is not null).ToDictionary(row => Enum.Parse<MailState>(row.MailState!, ignoreCase: true), row => row.Mails));
    }
}
