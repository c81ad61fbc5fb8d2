namespace KpiDigest.Crm.Dynamics;

/// <summary>An access token; never printed.</summary>
/// <param name="Text">The bearer token.</param>
/// <param name="Until">Until when it is used: a little less than it is valid.</param>
internal sealed record DynamicsToken(string Text, DateTimeOffset Until)
{
    public override string ToString() => "***";
}
