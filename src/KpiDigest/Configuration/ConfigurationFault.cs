namespace KpiDigest.Configuration;

/// <summary>One thing wrong in the configuration.</summary>
/// <param name="Key">The key (<c>Digests:0:Schedule:Cron</c>).</param>
/// <param name="Value">The value as read; secrets are not shown.</param>
/// <param name="Message">Cause and fix.</param>
internal sealed record ConfigurationFault(string Key, string? Value, string Message)
{
    public override string ToString() => Value is null ? $"{Key}: {Message}" : $"{Key} = \"{Value}\": {Message}";
}
