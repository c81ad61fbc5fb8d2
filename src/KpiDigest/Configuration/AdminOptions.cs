namespace KpiDigest.Configuration;

/// <summary>Who looks after this installation.</summary>
internal sealed class AdminOptions
{
    public string Email { get; set; } = "";
}
