using System.Text.Json;

namespace KpiDigest.Configuration;

/// <summary>What a running service cannot change: it has these from its start to its end.</summary>
internal static class RestartNeeds
{
    private static readonly (string Name, Func<AppOptions, object> Part)[] Parts =
    [
        ("Installation", o => o.Installation),
        ("Store", o => o.Store),
        ("Service", o => new { o.Service.HealthUrl, o.Service.ShutdownSeconds }),
        ("Mail:Channel", o => o.Mail.Channel),
        ("Mail:Connections", o => o.Mail.Connections),
        ("Mail:Smtp", o => o.Mail.Smtp),
        ("Mail:Graph", o => o.Mail.Graph),
        ("Mail:Folder", o => o.Mail.Folder),
        ("Bounces", o => o.Bounces),
    ];

    /// <summary>The changed parts that stay as they were until a restart. (A secret that is written in the configuration itself is not compared: use a file.)</summary>
    public static IReadOnlyList<string> Of(AppOptions before, AppOptions after) =>
        [.. Parts.Where(p => JsonSerializer.Serialize(p.Part(before)) != JsonSerializer.Serialize(p.Part(after))).Select(p => p.Name)];
}
