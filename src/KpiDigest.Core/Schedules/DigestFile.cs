namespace KpiDigest.Core.Schedules;

/// <summary>A file that goes with a digest (<c>Digests:N:Attachments</c>).</summary>
public enum DigestFile
{
    /// <summary><c>team.csv</c>: all rows of the team table.</summary>
    TeamCsv,

    /// <summary><c>records.csv</c>: the records behind the headline numbers.</summary>
    RecordsCsv,

    /// <summary><c>scorecard.pdf</c>: of a quarterly digest.</summary>
    ScorecardPdf,
}
