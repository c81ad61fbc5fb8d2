using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>The sales pipeline with HubSpot's default ids, and one for renewals whose ids are numbers.</summary>
internal static class DemoPipelines
{
    private static readonly Instant Created = Instant.FromUtc(2020, 1, 1, 0, 0);

    public static PipelineRecord Sales { get; } = new("default", "Sales pipeline", 0, Created,
    [
        ("appointmentscheduled", "First meeting", false, 0.1m),
        ("qualifiedtobuy", "Qualified", false, 0.2m),
        ("presentationscheduled", "Demonstration", false, 0.4m),
        ("decisionmakerboughtin", "Decision maker convinced", false, 0.6m),
        ("contractsent", "Offer sent", false, 0.8m),
        ("closedwon", "Closed won", true, 1m),
        ("closedlost", "Closed lost", true, 0m),
    ]);

    public static PipelineRecord Renewals { get; } = new("84213377", "Renewals", 1, Created,
    [
        ("158820141", "Due", false, 0.6m),
        ("158820142", "Offered", false, 0.8m),
        ("158820143", "Renewed", true, 1m),
        ("158820144", "Churned", true, 0m),
    ]);
}
