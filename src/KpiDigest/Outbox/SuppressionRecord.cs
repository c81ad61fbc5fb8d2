using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>A suppression as the database gives it.</summary>
internal sealed class SuppressionRecord
{
    public const string Columns = "id as Id, recipient as Recipient, digest as Digest, kind as Kind, reason as Reason, since as Since, until as Until, ended as Ended";

    public long Id { get; set; }

    public string Recipient { get; set; } = "";

    public string Digest { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Reason { get; set; } = "";

    public long Since { get; set; }

    public long? Until { get; set; }

    public long? Ended { get; set; }

    public Suppression Row() => new(Id, Recipient, Digest, Enum.Parse<SuppressionKind>(Kind, ignoreCase: true), Reason, Stored.At(Since), Stored.At(Until), Stored.At(Ended));
}
