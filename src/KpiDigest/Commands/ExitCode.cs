namespace KpiDigest.Commands;

/// <summary>Exit codes that scripts rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadUsage = 2;
    public const int Held = 3;
}
