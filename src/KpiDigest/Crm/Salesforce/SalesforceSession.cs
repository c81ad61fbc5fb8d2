namespace KpiDigest.Crm.Salesforce;

/// <summary>A login.</summary>
/// <param name="Token">Bearer token; never printed.</param>
/// <param name="Instance">Where the data is; ends with a slash.</param>
/// <param name="UserId">Who is logged in; null: not stated.</param>
/// <param name="At">When it began.</param>
internal sealed record SalesforceSession(string Token, Uri Instance, string? UserId, DateTimeOffset At)
{
    public override string ToString() => $"session at {Instance.Host}";
}
