namespace KpiDigest.Configuration;

/// <summary>One digest: what, when, to whom.</summary>
internal sealed class DigestOptions
{
    /// <summary>Lower-case id; part of the ledger's keys, so never change it.</summary>
    public string Id { get; set; } = "";

    /// <summary><c>weekly</c> or <c>quarterly</c>.</summary>
    public string Template { get; set; } = "";

    public ScheduleOptions Schedule { get; set; } = new();

    public IList<RecipientOptions> Recipients { get; set; } = [];

    /// <summary><c>TeamLeads</c>: beside the list everybody who leads a team, with that team's scope. Empty: only the list.</summary>
    public string RecipientsFrom { get; set; } = "";

    /// <summary>Files that go with it: <c>team.csv</c>, <c>records.csv</c>, <c>scorecard.pdf</c>; left out: the scorecard's PDF, else none.</summary>
    public IList<string>? Attachments { get; set; }

    /// <summary>Mails wait until <c>kpidigest outbox release</c>.</summary>
    public bool RequireApproval { get; set; }

    /// <summary>Hours after its due time during which a missed digest is still sent; 0: three days for weeks, ten for quarters.</summary>
    public int CatchUp { get; set; }
}
