using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Users, roles or territories, and stages → reps, teams and stages. Pure.</summary>
internal static class SalesforcePeople
{
    public static IReadOnlyList<string> UserFields { get; } = ["Id", "Name", "Email", "IsActive", "UserRoleId", "UserType"];

    /// <summary>Users that are no people of the company, and own nothing.</summary>
    private static readonly HashSet<string> Machines = new(StringComparer.OrdinalIgnoreCase) { "AutomatedProcess", "CloudIntegrationUser", "CsnOnly", "Guest" };

    public static bool IsPerson(SalesforceRow row) => row["UserType"] is not { } type || !Machines.Contains(type);

    /// <summary>A leaver stays a rep: the deals still count.</summary>
    public static Rep ToRep(SalesforceRow row, string? team) => new()
    {
        Id = row.Id,
        Name = row["Name"]?.Trim() is { Length: > 0 } name ? name : $"User {row.Id}",
        Email = row["Email"]?.Trim() is { Length: > 0 } email ? email : null,
        TeamId = team,
        Active = row["IsActive"] == "true",
    };

    public static Team ToTeam(SalesforceRow row) => new() { Id = row.Id, Name = row["Name"] ?? $"Team {row.Id}", ParentId = row["ParentRoleId"] ?? row["ParentTerritory2Id"] };

    public static Stage ToStage(SalesforceRow row) => new()
    {
        PipelineId = SalesforceDeals.Pipeline,
        PipelineName = SalesforceDeals.Pipeline,
        Id = row["ApiName"] ?? row["MasterLabel"] ?? "",
        Name = row["MasterLabel"] ?? row["ApiName"] ?? "",
        Order = int.TryParse(row["SortOrder"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var order) ? order : 0,
        Status = row["IsWon"] == "true" ? DealStatus.Won : row["IsClosed"] == "true" ? DealStatus.Lost : DealStatus.Open,
        Probability = decimal.TryParse(row["DefaultProbability"], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : null,
    };
}
