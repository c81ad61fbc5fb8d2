namespace KpiDigest.Delivery.Tokens;

/// <summary>A token as it was fetched. Never prints.</summary>
internal sealed class AccessToken(string text, long fetchedAt, TimeSpan usableFor)
{
    /// <summary>What the server wants to see: visible ASCII.</summary>
    public string Text { get; } = text;

    /// <summary>By the source's clock.</summary>
    public long FetchedAt { get; } = fetchedAt;

    /// <summary>From then on; shorter than it is valid.</summary>
    public TimeSpan UsableFor { get; } = usableFor;

    public override string ToString() => "***";
}
